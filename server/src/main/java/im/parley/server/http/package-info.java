/// What the server asks of web services outside of it.
@NullMarked
package im.parley.server.http;

import org.jspecify.annotations.NullMarked;
