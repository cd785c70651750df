"""The README of a package: how somebody tries it in ten minutes in the program it is for."""

from thesaury.panels.manifests import HOSTS, version
from thesaury.panels.order import UXP, Order, Program

_PROGRAMS = {
    Program.PHOTOSHOP: "Photoshop",
    Program.INDESIGN: "InDesign",
    Program.PREMIERE: "Premiere",
    Program.EXPRESS: "Adobe Express",
    Program.FIGMA: "Figma",
}

_CONNECT = """\
Choose *Connect*. The panel shows a short code and opens {server} in your browser: sign in there and compare the code.
Then search for something, or paste a brief. *Place* puts the asset into the document; *Check* finds it again."""

_UXP = """\
You need {program} {oldest} or newer, and Adobe's *UXP Developer Tool*, which Creative Cloud installs.

1. In {program}, switch plug-in development on (*Settings > Plugins > Enable Developer Mode*), and start the program anew.
2. In the UXP Developer Tool choose *Add Plugin* and take the `manifest.json` of this folder; then *Load*.
3. In {program} open *Plugins > {name}*.
4. {connect}

To give it to others: *Package* in the UXP Developer Tool makes a `.ccx` file, which Creative Cloud installs by a double click.
"""

_EXPRESS = """\
You need an Adobe account, Node.js, and a browser.

1. In Adobe Express, switch *Settings > Add-on development* on.
2. Serve this folder with Adobe's tool: `npx @adobe/ccweb-add-on-scripts start --src .` (or put it into a project of
   `npx @adobe/create-ccweb-add-on` in place of its `src`).
3. In a design open *Add-ons > Your add-ons > Add-on testing*, connect to the address the tool told, and choose {name}.
4. The add-on runs on an address of its own. Add that origin in Thesaury's settings, at *Picker*: until then the server answers
   that pages of this origin may not ask.
5. {connect}

To give it to others: a private listing in Adobe's distribution portal, with this folder as a ZIP file.
"""

_FIGMA = """\
You need Figma's desktop program: only it loads plug-ins from a folder.

1. In a design file choose *Plugins > Development > Import plugin from manifest* and take the `manifest.json` of this folder.
2. Choose *Plugins > Development > {name}*.
3. {connect}

To give it to others: *Publish* it for your organisation. Figma then gives it an id of its own: make the package again with
`--id` and that id, so that updates go to the same plug-in.
"""

_HEAD = """\
# {name} for {program}

Made for {server} by Thesaury {version}. Nothing in this folder is secret: people sign in for themselves.

"""

_TAIL = """
`permissions.txt` lists what the package may do. It was made from the documented interfaces of {program} and tested against stubs
of them, not within {program} itself; Thesaury's `docs/panels.md` says more.
"""


def readme(made_for: Order) -> str:
    """The text of `README.md`."""
    program = _PROGRAMS[made_for.program]
    body = _UXP if made_for.program in UXP else _EXPRESS if made_for.program is Program.EXPRESS else _FIGMA
    return (_HEAD + body + _TAIL).format(
        name=made_for.name,
        program=program,
        server=made_for.server,
        version=version(),
        oldest=HOSTS.get(made_for.program, ("", ""))[1],
        connect=_CONNECT.format(server=made_for.server).replace("\n", "\n   "),
    )
