package vn.app4g.ui.theme

import vn.app4g.core.Appearance
import vn.app4g.core.ThemeChoice

/** Whether it is dark, where the system is as it is. */
fun Appearance.isDark(isSystemDark: Boolean): Boolean = when (theme) {
    ThemeChoice.SYSTEM -> isSystemDark
    ThemeChoice.LIGHT -> false
    ThemeChoice.DARK -> true
}
