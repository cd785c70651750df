'use strict';

const { factories } = require('@strapi/strapi');

const UID = 'api::thesaury-asset.thesaury-asset';

module.exports = factories.createCoreController(UID, ({ strapi }) => ({
  // Strapi's REST interface has no way to take back what is live and keep the draft; its document service has.
  async unpublish(ctx) {
    const { documentId } = ctx.params;
    if (!(await strapi.documents(UID).findOne({ documentId, status: 'draft' }))) {
      return ctx.notFound();
    }
    await strapi.documents(UID).unpublish({ documentId });
    const entry = await strapi.documents(UID).findOne({ documentId, status: 'draft' });
    return this.transformResponse(await this.sanitizeOutput(entry, ctx));
  },
}));
