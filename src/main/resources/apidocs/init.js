window.ui = SwaggerUIBundle({
  dom_id: '#docs',
  url: '/api/schema/',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
});
