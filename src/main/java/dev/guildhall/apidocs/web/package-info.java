/** The routes of the description: the file, the page, and what the page is made of. */
@NullMarked
package dev.guildhall.apidocs.web;

import org.jspecify.annotations.NullMarked;
