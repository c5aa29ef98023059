package im.parley.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The rules of the client API that a test proves, such as `@Rule("sendMessage#7")` or `@Rule({"create#1",
/// "create#2"})`.
///
/// `./parley rules` reads these names and lists the rules that no test carries yet. On a class, the rules are those
/// that all its tests together prove.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Rule {
    /// Rule identifiers: a method's name or `general`, `create`, `signaling`, `compat`, then `#` and the
    /// rule's number.
    String[] value();
}
