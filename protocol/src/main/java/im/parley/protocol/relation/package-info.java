/// Friends, the blacklist, and who follows whom.
@NullMarked
package im.parley.protocol.relation;

import org.jspecify.annotations.NullMarked;
