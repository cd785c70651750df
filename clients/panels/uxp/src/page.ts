/** The page in the plug-in's WebView. */
import type { UxpBridge } from "../../../picker/src/hosts/uxp/panel";
import { uxpHost } from "../../../picker/src/hosts/uxp/panel";
import { mounting } from "../../mounting";

const { uxpHost: bridge } = window as unknown as { uxpHost: UxpBridge };

void mounting(() => uxpHost(window, bridge));
