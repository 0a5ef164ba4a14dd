/**
 * Who did what: a row for everything admins and operators change, written in the transaction that changes it, sealed into a chain of
 * hashes by one node at a time, readable for auditors. Who has asked comes with the reactive context ({@link dev.guildhall.shared.Origin});
 * services say what has changed ({@link dev.guildhall.audit.Audit#note}); what nobody has found words for is written down by the
 * name of its route or command.
 */
@NullMarked
package dev.guildhall.audit;

import org.jspecify.annotations.NullMarked;
