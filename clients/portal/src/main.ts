// The script of the pages. Every page works without it, but for what only a script can do: suggestions while typing, keys, live progress.
import "./exchange";
import { ordering } from "./boards";
import { completing } from "./completing";
import { copying } from "./copying";
import { concepts } from "./concepts";
import { evidence } from "./evidence";
import { filters } from "./filters";
import { live, scheduling, waiting } from "./live";
import { menus } from "./menus";
import { trees } from "./tree";
import { uploads } from "./uploads";
import { reviewing } from "./review";

completing();
concepts();
evidence();
filters();
menus();
copying();
trees();
uploads();
reviewing();
live();
scheduling();
waiting();
ordering();
