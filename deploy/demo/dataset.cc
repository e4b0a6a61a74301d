// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/dataset.h"

#include "deploy/demo/courses.h"
#include "deploy/demo/next_course.h"
#include "deploy/demo/organizations.h"
#include "deploy/demo/outcomes.h"
#include "deploy/demo/postings.h"
#include "deploy/demo/year_books.h"

namespace jiedui::demo {

Dataset MakeGoldenDataset(uint64_t seed) {
  return {
      .seed = seed,
      .organizations = MakeOrganizations(),
      .people = MakePeople(seed),
      .organization_pairs = MakeOrganizationPairs(),
      .pairings = MakePairings(),
      .courses = MakeCourses(),
      .postings = MakePostings(),
      .assignments = MakeAssignments(),
      .course_updates = MakeCourseUpdates(),
      .assignment_events = MakeAssignmentEvents(),
      .next_people = MakeNextPeople(seed),
      .next_courses = MakeNextCourses(),
      .next_nominations = MakeNextNominations(),
      .outcomes = MakeOutcomes(),
      .manual_figures = MakeManualFigures(),
      .agreements = MakeAgreements(),
      .supplements = MakeSupplements(),
      .expenses = MakeExpenses(),
  };
}

}  // namespace jiedui::demo
