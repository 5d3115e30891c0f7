package dev.nextword;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packages are the stages of the data's way; a stage sees only what stands to its left. */
class StagesTest {
  private static final String ROOT = "dev.nextword.";

  private static final List<String> STAGES =
      List.of(
          "text",
          "tokens",
          "vocabulary",
          "batches",
          "network",
          "model",
          "prediction",
          "explanation",
          "evaluation",
          "training",
          "lab",
          "server",
          "cli");

  private static JavaClasses program;

  @BeforeAll
  static void readClasses() {
    program =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.nextword");
  }

  @Test
  void aStageSeesOnlyWhatStandsToItsLeft() {
    for (int i = 0; i < STAGES.size() - 1; i++) {
      String[] later =
          STAGES.subList(i + 1, STAGES.size()).stream()
              .map(stage -> ROOT + stage + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + STAGES.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .because("the stages are " + String.join(" <- ", STAGES))
          .allowEmptyShould(true)
          .check(program);
    }
  }

  @Test
  void everyPackageIsAStage() {
    Set<String> packages =
        program.stream()
            .map(type -> type.getPackageName())
            .filter(name -> name.startsWith(ROOT))
            .map(name -> name.substring(ROOT.length()).split("\\.")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(STAGES), packages);
  }

  @Test
  void everyPackageIsNullMarked() {
    for (JavaPackage folder : program.getPackage("dev.nextword").getSubpackagesInTree()) {
      assertTrue(folder.isAnnotatedWith(NullMarked.class), folder.getName());
    }
  }

  @Test
  void onlyTheServerKnowsTheWebFramework() {
    noClasses()
        .that(not(resideInAPackage(ROOT + "server..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..")
        .check(program);
  }

  @Test
  void onlyTheCommandLineKnowsPicocliAndEndsTheProcess() {
    noClasses()
        .that(not(resideInAPackage(ROOT + "cli..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(program);
  }

  /** Files from others are data: reading one never makes objects of classes that it names. */
  @Test
  void nothingReadsSerialisedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.io.ObjectInputStream.class)
        .orShould()
        .callMethodWhere(target(nameStartingWith("activateDefaultTyping")))
        .orShould()
        .callMethodWhere(target(nameStartingWith("enableDefaultTyping")))
        .check(program);
  }

  @Test
  void onlyTheTokenizerKnowsCoreNlp() {
    noClasses()
        .that(not(resideInAPackage(ROOT + "tokens..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("edu.stanford..")
        .check(program);
  }
}
