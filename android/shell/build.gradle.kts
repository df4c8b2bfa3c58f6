// Never built where the tests of this project run; README.md says why, and what is compiled there instead.
plugins {
    alias(libs.plugins.library)
}

android {
    namespace = "vn.app4g.shell"
    compileSdk = 37
    defaultConfig {
        minSdk = 26
    }
    sourceSets["main"].kotlin.srcDir("src/main/kotlin")
}

kotlin { jvmToolchain(17) }

dependencies {
    api(project(":core"))
}
