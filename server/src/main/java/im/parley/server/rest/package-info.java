/// The `/v4` API for back ends: one envelope, one order of checks, and the explicit table of commands.
@NullMarked
package im.parley.server.rest;

import org.jspecify.annotations.NullMarked;
