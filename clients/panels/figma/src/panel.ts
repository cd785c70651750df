/** The plug-in's page in Figma, in an iframe of null origin. */
import { fetchingBytes } from "../../../picker/src/hosts/fetching";
import { figmaHost } from "../../../picker/src/hosts/figma/panel";
import { mounting } from "../../mounting";

void mounting(() => figmaHost(window, fetchingBytes()));
