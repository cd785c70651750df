/** The plug-in for Photoshop, InDesign or Premiere: which one, and for which server, is written in when its package is made. */
import { fetchingBytes } from "../../../picker/src/hosts/fetching";
import type { HostAdapter } from "../../../picker/src/hosts/host";
import { InDesignHost } from "../../../picker/src/hosts/uxp/indesign";
import type { InDesign } from "../../../picker/src/hosts/uxp/indesign";
import { PhotoshopHost } from "../../../picker/src/hosts/uxp/photoshop";
import type { Photoshop } from "../../../picker/src/hosts/uxp/photoshop";
import { PremiereHost } from "../../../picker/src/hosts/uxp/premiere";
import type { Premiere } from "../../../picker/src/hosts/uxp/premiere";
import type { Uxp, UxpThemes } from "../../../picker/src/hosts/uxp/runtime";
import type { PanelEntry } from "./entry";
import { panelEntry } from "./entry";
import { panelOf } from "./panel";

declare function require(module: string): unknown;

const SERVER = "%THESAURY_SERVER%";

interface Entrypoints {
  readonly entrypoints: { setup(all: { panels: Record<string, PanelEntry> }): void };
}

const uxp = require("uxp") as Uxp & Entrypoints;
const { theme: themes } = document as unknown as { theme?: UxpThemes };
const bytes = fetchingBytes();

// A table, so that the name written in later chooses, and not the compiler.
const HOSTS: Record<string, () => HostAdapter> = {
  photoshop: () => new PhotoshopHost(SERVER, uxp, require("photoshop") as Photoshop, bytes, themes),
  indesign: () => new InDesignHost(SERVER, uxp, require("indesign") as InDesign, bytes, themes),
  premiere: () => new PremiereHost(SERVER, uxp, require("premierepro") as Premiere, bytes, themes),
};

const host = HOSTS["%THESAURY_HOST%"]?.();
if (host !== undefined) uxp.entrypoints.setup({ panels: { thesaury: panelEntry(panelOf(host, SERVER, window)) } });
