package dev.guildhall.shared.web;

/** Signs cursors, so that nobody makes one up. */
@FunctionalInterface
public interface CursorSigner {

    byte[] sign(String text);
}
