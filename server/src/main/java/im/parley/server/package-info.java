/// The Parley chat server: the command line, and the composition root that builds every feature with plain
/// constructors, bottom up. Only this package sees all the others.
@NullMarked
package im.parley.server;

import org.jspecify.annotations.NullMarked;
