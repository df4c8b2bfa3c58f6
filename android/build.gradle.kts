// Never built where the tests of this project run; README.md says why, and what is compiled there instead.
plugins {
    alias(libs.plugins.application) apply false
    alias(libs.plugins.library) apply false
    alias(libs.plugins.compose) apply false
}
