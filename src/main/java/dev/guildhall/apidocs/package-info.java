/** The description of the API, served by the API: docs/api/openapi.yaml as it is, and as a page for people. */
@NullMarked
package dev.guildhall.apidocs;

import org.jspecify.annotations.NullMarked;
