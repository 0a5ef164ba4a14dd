package dev.guildhall.identity;

import dev.guildhall.event.Signal;

/** How to pay the shop, or what it promises, has changed for everybody. */
public record SettingsChanged() implements Signal {}
