/** The routes of the web app. */
@NullMarked
package dev.guildhall.webapp.web;

import org.jspecify.annotations.NullMarked;
