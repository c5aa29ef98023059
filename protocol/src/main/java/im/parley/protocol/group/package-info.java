/// Groups of users, their members and what happens to them.
@NullMarked
package im.parley.protocol.group;

import org.jspecify.annotations.NullMarked;
