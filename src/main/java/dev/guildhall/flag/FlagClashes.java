package dev.guildhall.flag;

import java.util.List;

/**
 * What stands against a change, as the database knows it at this moment.
 *
 * @param nameTaken by another flag
 * @param unknownUsers ids nobody has
 */
public record FlagClashes(boolean nameTaken, List<Long> unknownUsers) {}
