/** The conversation of an appointment: messages, attachments, how far everybody has read. */
@NullMarked
package dev.guildhall.chat;

import org.jspecify.annotations.NullMarked;
