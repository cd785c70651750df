'use strict';

module.exports = {
  routes: [
    {
      method: 'POST',
      path: '/thesaury-assets/:documentId/actions/unpublish',
      handler: 'api::thesaury-asset.thesaury-asset.unpublish',
    },
  ],
};
