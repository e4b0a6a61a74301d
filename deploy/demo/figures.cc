// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/figures.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/functional/function_ref.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "deploy/demo/outcome_view.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Course;
using scheduler::v1::Outcome;
using scheduler::v1::Posting;

// What the commands say about one assignment.
struct Story {
  std::string person;
  std::string item;
  std::string check_in_date;
  std::string completion_date;  // successful only
  std::string close_date;       // however it ended
};

using Stories = std::map<std::string, Story>;  // by assignment

void Tell(const AssignmentCommands& commands, Stories& stories) {
  for (const scheduler::v1::ApplyAssignmentCommandsRequest& command : commands) {
    if (command.has_create()) {
      const scheduler::v1::CreateAssignmentRequest& create = command.create();
      stories[absl::StrCat(create.parent(), "/assignments/", create.assignment_id())] = {
          .person = create.assignment().person(), .item = create.assignment().item()};
    } else if (command.has_check_in()) {
      stories[command.check_in().name()].check_in_date = command.check_in().date();
    } else if (command.has_complete()) {
      Story& story = stories[command.complete().name()];
      story.close_date = command.complete().date();
      if (!command.complete().unsuccessful()) story.completion_date = story.close_date;
    } else if (command.has_end_early()) {
      stories[command.end_early().name()].close_date = command.end_early().date();
    }
  }
}

// A data set as someone sees it on one day.
class View {
 public:
  View(const Dataset& dataset, absl::string_view as_of, absl::string_view pairing_name = kPairing)
      : as_of_(as_of), in_pairing_(absl::StrCat(pairing_name, "/")) {
    for (const auto& pairing : dataset.pairings) {
      if (absl::StrCat("pairings/", pairing.pairing_id()) == pairing_name) since_ = pairing.pairing().start_date();
    }
    for (const auto& request : dataset.courses) {
      courses_[absl::StrCat(request.parent(), "/courses/", request.course_id())] = request.course();
    }
    for (const auto& request : dataset.postings) {
      postings_[absl::StrCat(request.parent(), "/postings/", request.posting_id())] = request.posting();
    }
    Tell(dataset.assignments, stories_);
    Tell(dataset.assignment_events, stories_);
  }

  absl::string_view since() const { return since_; }
  bool Counts(absl::string_view date) const { return !date.empty() && date >= since_ && date <= as_of_; }

  int64_t PeopleStarted(absl::FunctionRef<bool(const Posting&)> matches) const {
    std::set<std::string> people;
    for (const auto& [name, story] : stories_) {
      const auto posting = postings_.find(story.item);
      if (posting == postings_.end() || !absl::StartsWith(story.item, in_pairing_)) continue;
      if (Counts(story.check_in_date) && matches(posting->second)) people.insert(story.person);
    }
    return static_cast<int64_t>(people.size());
  }

  // Who has come and not gone; the last day counts.
  int64_t PeopleOnPost(absl::FunctionRef<bool(const Posting&)> matches) const {
    std::set<std::string> people;
    for (const auto& [name, story] : stories_) {
      const auto posting = postings_.find(story.item);
      if (posting == postings_.end() || !absl::StartsWith(story.item, in_pairing_)) continue;
      const bool gone = posting->second.end_date() < as_of_ || (!story.close_date.empty() && story.close_date < as_of_);
      if (Counts(story.check_in_date) && !gone && matches(posting->second)) people.insert(story.person);
    }
    return static_cast<int64_t>(people.size());
  }

  // Everyone's participation in matching courses, whose date of the chosen kind counts.
  std::vector<std::string> Participations(absl::FunctionRef<bool(const Course&)> matches,
                                          std::string Story::*date = &Story::check_in_date) const {
    std::vector<std::string> people;
    for (const auto& [name, story] : stories_) {
      const auto course = courses_.find(story.item);
      if (course != courses_.end() && Counts(story.*date) && matches(course->second)) people.push_back(story.person);
    }
    return people;
  }

  int64_t PeopleTrained(absl::FunctionRef<bool(const Course&)> matches,
                        std::string Story::*date = &Story::check_in_date) const {
    const std::vector<std::string> people = Participations(matches, date);
    return static_cast<int64_t>(std::set<std::string>(people.begin(), people.end()).size());
  }

  int64_t CoursesOpened(absl::FunctionRef<bool(const Course&)> matches) const {
    int64_t opened = 0;
    for (const auto& [name, course] : courses_) opened += Counts(course.start_date()) && matches(course) ? 1 : 0;
    return opened;
  }

 private:
  std::string as_of_;
  std::string in_pairing_;  // what names of its postings begin with
  std::string since_;
  std::map<std::string, Course> courses_;
  std::map<std::string, Posting> postings_;
  Stories stories_;
};

bool IsTalent(const Course& course) { return course.programme() == scheduler::v1::PROGRAMME_TALENT; }
bool IsPrimaryCare(const Course& course) { return course.programme() == scheduler::v1::PROGRAMME_PRIMARY_CARE; }
bool IsEcommerce(const Course& course) { return course.programme() == scheduler::v1::PROGRAMME_ECOMMERCE; }
bool IsCadre(const Posting& posting) { return posting.category() == Posting::CATEGORY_CADRE; }
bool IsProfessional(const Posting& posting) { return posting.category() > Posting::CATEGORY_CADRE; }
bool IsStationedDoctor(const Posting& posting) {
  return posting.category() == Posting::CATEGORY_DOCTOR && posting.kind() == Posting::KIND_STATIONED;
}

int64_t HospitalPairs(const Dataset& dataset, const View& view) {
  int64_t pairs = 0;
  for (const auto& request : dataset.organization_pairs) {
    const registry::v1::OrganizationPair& pair = request.organization_pair();
    if (pair.kind() == registry::v1::OrganizationPair::KIND_HOSPITAL && view.Counts(pair.sign_date())) ++pairs;
  }
  return pairs;
}

// Bases of the pairing's western county; they are there from the first day.
int64_t TrainingBases(const Dataset& dataset) {
  return std::count_if(dataset.organizations.begin(), dataset.organizations.end(), [](const auto& row) {
    return row.organization().kind() == registry::v1::Organization::KIND_TRAINING_BASE;
  });
}

Figures SentFigures(const View& view) {
  return {
      {"EX.CADRE.E2W", view.PeopleStarted(IsCadre)},
      {"EX.CADRE.E2W.ON_POST", view.PeopleOnPost(IsCadre)},
      {"EX.PRO.E2W", view.PeopleStarted(IsProfessional)},
      {"EX.PRO.E2W.ON_POST", view.PeopleOnPost(IsProfessional)},
      {"EX.PRO.DOCTOR.STATIONED.E2W", view.PeopleStarted(IsStationedDoctor)},
  };
}

}  // namespace

Figures CountSent(const Dataset& dataset, absl::string_view pairing, absl::string_view as_of) {
  return SentFigures(View(dataset, as_of, pairing));
}

Figures CountFigures(const Dataset& dataset, absl::string_view as_of) {
  const View view(dataset, as_of);
  const OutcomeView outcomes(dataset, view.since(), as_of);
  const std::vector<std::string> trained = view.Participations(IsEcommerce);
  const std::set<std::string> ecommerce_trainees(trained.begin(), trained.end());
  const auto trained_in = [&view](scheduler::v1::Track track) {
    return view.PeopleTrained([track](const Course& course) { return IsTalent(course) && course.track() == track; });
  };
  Figures figures = SentFigures(view);
  const Figures others = {
      {"EX.ORGPAIR.HOSPITAL", HospitalPairs(dataset, view)},
      {"TR.PRIMARY_DOCTOR.W2E", view.PeopleTrained(IsPrimaryCare)},
      {"TR.TALENT.COURSES", view.CoursesOpened(IsTalent)},
      {"TR.TALENT.PERSONS", view.PeopleTrained(IsTalent)},
      {"TR.TALENT.PERSONS.CLINICAL", trained_in(scheduler::v1::TRACK_CLINICAL)},
      {"TR.TALENT.PERSONS.MATERNAL_CHILD_HEALTH", trained_in(scheduler::v1::TRACK_MATERNAL_CHILD_HEALTH)},
      {"TR.TALENT.PERSONS.TCM_REHABILITATION", trained_in(scheduler::v1::TRACK_TCM_REHABILITATION)},
      {"TR.TALENT.PERSONS.SECRETARIAL", trained_in(scheduler::v1::TRACK_SECRETARIAL)},
      {"TR.TALENT.PERSON_TIMES", static_cast<int64_t>(view.Participations(IsTalent).size())},
      {"TR.TALENT.COMPLETED", view.PeopleTrained(IsTalent, &Story::completion_date)},
      {"TR.ECOMMERCE.COURSES", view.CoursesOpened(IsEcommerce)},
      {"TR.ECOMMERCE.PERSONS", view.PeopleTrained(IsEcommerce)},
      {"TR.ECOMMERCE.PERSON_TIMES", static_cast<int64_t>(view.Participations(IsEcommerce).size())},
      {"TR.BASES", TrainingBases(dataset)},
      {"OUT.ENTITY", outcomes.Entities()},
      {"OUT.ENTITY.ENTERPRISE", outcomes.Entities(Outcome::ENTITY_FORM_ENTERPRISE)},
      {"OUT.ENTITY.COOPERATIVE", outcomes.Entities(Outcome::ENTITY_FORM_COOPERATIVE)},
      {"OUT.ENTITY.HOUSEHOLD", outcomes.Entities(Outcome::ENTITY_FORM_HOUSEHOLD)},
      {"OUT.ENTREPRENEUR", outcomes.Entrepreneurs()},
      {"OUT.ENTREPRENEUR.TRAINED", outcomes.Entrepreneurs(ecommerce_trainees)},
      {"OUT.SHOP", outcomes.Shops()},
  };
  figures.insert(figures.end(), others.begin(), others.end());
  return figures;
}

}  // namespace jiedui::demo
