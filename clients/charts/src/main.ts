// The charts of the pages of analytics. Each page works without them: the table beside a chart has everything that is in it.
import { drawn } from "./drawn";
import { surroundings } from "./surroundings";

for (const figure of document.querySelectorAll<HTMLElement>("[data-chart]:not([data-around])")) drawn(figure);
surroundings();
