/** Puts the picker up in a panel's page, once the program around it has answered. */
import "../picker/src/element";
import type { ThesauryPicker } from "../picker/src/element";
import type { HostAdapter, Theme } from "../picker/src/hosts/host";

/** A host that knows which server its package was made for. */
export type PanelHost = HostAdapter & { readonly server: string };

export async function mounting(host: () => Promise<PanelHost>): Promise<void> {
  try {
    const found = await host();
    wear(found.theme());
    found.onThemeChange(wear);
    const picker = document.createElement("thesaury-picker") as ThesauryPicker;
    picker.setAttribute("server", found.server);
    picker.host = found;
    document.body.replaceChildren(picker);
  } catch (failure) {
    standstill(failure instanceof Error ? failure.message : String(failure));
  }
}

function wear(theme: Theme): void {
  document.body.className = theme;
}

function standstill(sentence: string): void {
  const said = document.createElement("p");
  said.className = "standstill";
  said.setAttribute("role", "alert");
  said.textContent = sentence;
  document.body.replaceChildren(said);
}
