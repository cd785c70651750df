/** The plug-in's main code in Figma. */
import type { FigmaShell } from "../../../picker/src/hosts/figma/main_code";
import { mainCode } from "../../../picker/src/hosts/figma/main_code";

declare const figma: FigmaShell & { showUI(html: string, options: object): void };
declare const __html__: string;

const SERVER = "%THESAURY_SERVER%";

figma.showUI(__html__, { width: 320, height: 640, themeColors: true });
mainCode(figma, SERVER);
