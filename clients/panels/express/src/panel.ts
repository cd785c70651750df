/** The add-on's panel, in an iframe of Adobe Express. */
// @ts-expect-error Adobe Express serves its SDK at this address; nothing of it is in our package.
import sdk from "https://express.adobe.com/static/add-on-sdk/sdk.js";
import type { ExpressDocument, ExpressSdk } from "../../../picker/src/hosts/express/express";
import { ExpressHost } from "../../../picker/src/hosts/express/express";
import { fetchingBytes } from "../../../picker/src/hosts/fetching";
import { mounting } from "../../mounting";

const SERVER = "%THESAURY_SERVER%";

interface Runtime extends ExpressSdk {
  readonly ready: Promise<void>;
  readonly instance: ExpressSdk["instance"] & { readonly runtime: { apiProxy(of: string): Promise<ExpressDocument> } };
}

void mounting(async () => {
  const express = sdk as Runtime;
  await express.ready;
  const document = await express.instance.runtime.apiProxy("documentSandbox");
  const host = new ExpressHost(SERVER, express, document, fetchingBytes(), (url) => void window.open(url, "_blank", "noopener"));
  return Object.assign(host, { server: SERVER });
});
