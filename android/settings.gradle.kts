// Never built where the tests of this project run; README.md says why, and what is compiled there instead.
// For people with an Android SDK. Without one: pom.xml, which compiles, tests and draws all but the packaging.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}
rootProject.name = "app4g"
include(":core", ":shell", ":ui", ":app")
