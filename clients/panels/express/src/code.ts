/** The add-on's code in the document's sandbox of Adobe Express. */
// @ts-expect-error Express gives these two modules to the sandbox; nothing of them is in our package.
import addOnSandboxSdk from "add-on-sdk-document-sandbox";
// @ts-expect-error see above
import { editor } from "express-document-sdk";
import type { ExpressEditor } from "../../../picker/src/hosts/express/document";
import { expressDocument } from "../../../picker/src/hosts/express/document";

const { runtime } = (addOnSandboxSdk as { instance: { runtime: { exposeApi(api: object): void } } }).instance;

runtime.exposeApi(expressDocument(editor as ExpressEditor));
