package dev.guildhall.chat;

import dev.guildhall.shared.web.Upload;
import java.util.Optional;

/** What somebody writes: a text, a file, or both. */
public record NewMessage(String text, Optional<Upload> file) {}
