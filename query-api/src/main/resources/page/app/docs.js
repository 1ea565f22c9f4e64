/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  // Else it would send this document to a validator on the internet
  validatorUrl: 'none',
});
