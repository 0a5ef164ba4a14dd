/** The tables of the database over HTTP. */
@NullMarked
package dev.guildhall.databrowser.web;

import org.jspecify.annotations.NullMarked;
