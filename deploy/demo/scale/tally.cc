// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tally.h"

#include <algorithm>
#include <unordered_set>

#include "common/base/civil_date.h"

namespace jiedui::demo {
namespace {

namespace v1 = scheduler::v1;

constexpr absl::CivilDay kNever(9999, 12, 31);
constexpr int kProfessionalDaysMin = 30;

bool IsTalent(const Subject& subject) { return subject.programme == v1::PROGRAMME_TALENT; }

int64_t CountDistinct(std::vector<uint64_t> people) {
  std::sort(people.begin(), people.end());
  return std::unique(people.begin(), people.end()) - people.begin();
}

}  // namespace

void PairTally::AddCourse(const CoursePlan& course, const std::vector<SeatPlan>& seats) {
  if (!course.cancelled) openings_.emplace_back(course.held_first, course.subject->programme);
  for (const SeatPlan& seat : seats) {
    if (seat.trainee.moves) movers_.insert(seat.trainee.Key());
    if (seat.end == SeatEnd::kRejected) continue;
    if (!course.online) days_.emplace_back(seat.trainee.Key(), course.first, course.held_last);
    if (course.cancelled || !Came(seat.end)) continue;
    ++came_;
    trainings_.push_back({.person = seat.trainee.Key(),
                          .subject = course.subject,
                          .came = course.held_first,
                          .completed = seat.end == SeatEnd::kCompleted ? course.held_last : kNever,
                          .moves = seat.trainee.moves});
  }
}

void PairTally::AddQuotas(int64_t quota_seats, int64_t seats) {
  quota_seats_ += quota_seats;
  seats_with_quotas_ += seats;
}

void PairTally::AddStay(const StayPlan& stay, absl::CivilDay horizon) {
  stays_.push_back(
      {.to_west = stay.direction == v1::DIRECTION_EAST_TO_WEST,
       .is_cadre = stay.category == v1::Posting::CATEGORY_CADRE,
       .is_stationed_doctor = stay.category == v1::Posting::CATEGORY_DOCTOR && stay.kind == v1::Posting::KIND_STATIONED,
       .first = stay.first,
       .last = stay.Last(),
       .closed = stay.Last() <= horizon ? stay.Last() : kNever});
}

void PairTally::AddOutcome(const v1::Outcome& outcome, uint64_t person) {
  outcomes_.push_back(
      {.day = outcome.open_date(), .kind = outcome.kind(), .form = outcome.entity_form(), .person = person});
  if (outcome.kind() == v1::Outcome::KIND_SHOP) ++shops_of_owner_[outcome.person()];
}

int64_t PairTally::Outcomes(const std::string& as_of, v1::Outcome::Kind kind) const {
  return std::count_if(outcomes_.begin(), outcomes_.end(),
                       [&](const Opening& opening) { return opening.kind == kind && opening.day <= as_of; });
}

int64_t PairTally::Trained(absl::CivilDay as_of) const {
  std::unordered_set<uint64_t> trained;
  for (const Training& training : trainings_) {
    if (training.came <= as_of && training.subject->programme == v1::PROGRAMME_ECOMMERCE)
      trained.insert(training.person);
  }
  const std::string day = FormatDate(as_of);
  return std::count_if(outcomes_.begin(), outcomes_.end(), [&](const Opening& opening) {
    return opening.kind == v1::Outcome::KIND_ENTREPRENEUR && opening.day <= day && trained.count(opening.person) > 0;
  });
}

int64_t PairTally::Entities(const std::string& as_of, v1::Outcome::EntityForm form) const {
  return std::count_if(outcomes_.begin(), outcomes_.end(), [&](const Opening& opening) {
    return opening.kind == v1::Outcome::KIND_ENTITY && opening.form == form && opening.day <= as_of;
  });
}

template <typename Matches>
int64_t PairTally::People(absl::CivilDay as_of, Matches matches) const {
  std::vector<uint64_t> people;
  for (const Training& training : trainings_)
    if (training.came <= as_of && matches(training)) people.push_back(training.person);
  return CountDistinct(std::move(people));
}

template <typename Matches>
int64_t PairTally::Times(absl::CivilDay as_of, Matches matches) const {
  return std::count_if(trainings_.begin(), trainings_.end(),
                       [&](const Training& training) { return training.came <= as_of && matches(training); });
}

// A professional who was back in less than a month does not count, once that is known.
template <typename Matches>
int64_t PairTally::Sent(absl::CivilDay as_of, Matches matches) const {
  return std::count_if(stays_.begin(), stays_.end(), [&](const Stay& stay) {
    const bool was_short =
        !stay.is_cadre && stay.closed <= as_of && stay.closed - stay.first + 1 < kProfessionalDaysMin;
    return stay.first <= as_of && !was_short && matches(stay);
  });
}

template <typename Matches>
int64_t PairTally::OnPost(absl::CivilDay as_of, Matches matches) const {
  return std::count_if(stays_.begin(), stays_.end(), [&](const Stay& stay) {
    return stay.first <= as_of && std::min(stay.last, stay.closed) >= as_of && matches(stay);
  });
}

int64_t PairTally::Opened(absl::CivilDay as_of, v1::Programme programme) const {
  return std::count_if(openings_.begin(), openings_.end(),
                       [&](const auto& opening) { return opening.first <= as_of && opening.second == programme; });
}

Figures PairTally::FiguresOn(absl::CivilDay as_of) const {
  const auto cadre_to = [](bool west) { return [west](const Stay& s) { return s.to_west == west && s.is_cadre; }; };
  const auto pro_to = [](bool west) { return [west](const Stay& s) { return s.to_west == west && !s.is_cadre; }; };
  const auto stationed = [](const Stay& stay) { return stay.to_west && stay.is_stationed_doctor; };
  const auto talent = [](const Training& training) { return IsTalent(*training.subject); };
  const auto of = [](v1::Programme programme) {
    return [programme](const Training& training) { return training.subject->programme == programme; };
  };
  const auto in = [](v1::Track track) {
    return [track](const Training& t) { return IsTalent(*t.subject) && t.subject->track == track; };
  };
  const std::string day = FormatDate(as_of);
  const auto completed = [as_of](const Training& t) { return IsTalent(*t.subject) && t.completed <= as_of; };
  return {
      {"EX.CADRE.E2W", Sent(as_of, cadre_to(true))},
      {"EX.CADRE.E2W.ON_POST", OnPost(as_of, cadre_to(true))},
      {"EX.PRO.E2W", Sent(as_of, pro_to(true))},
      {"EX.PRO.E2W.ON_POST", OnPost(as_of, pro_to(true))},
      {"EX.PRO.DOCTOR.STATIONED.E2W", Sent(as_of, stationed)},
      {"EX.CADRE.W2E", Sent(as_of, cadre_to(false))},
      {"EX.PRO.W2E", Sent(as_of, pro_to(false))},
      {"EX.ORGPAIR.HOSPITAL", std::count_if(hospital_pairs_.begin(), hospital_pairs_.end(),
                                            [as_of](absl::CivilDay signed_on) { return signed_on <= as_of; })},
      {"TR.PRIMARY_DOCTOR.W2E", People(as_of, of(v1::PROGRAMME_PRIMARY_CARE))},
      {"TR.TALENT.COURSES", Opened(as_of, v1::PROGRAMME_TALENT)},
      {"TR.TALENT.PERSONS", People(as_of, talent)},
      {"TR.TALENT.PERSONS.CLINICAL", People(as_of, in(v1::TRACK_CLINICAL))},
      {"TR.TALENT.PERSONS.MATERNAL_CHILD_HEALTH", People(as_of, in(v1::TRACK_MATERNAL_CHILD_HEALTH))},
      {"TR.TALENT.PERSONS.TCM_REHABILITATION", People(as_of, in(v1::TRACK_TCM_REHABILITATION))},
      {"TR.TALENT.PERSONS.SECRETARIAL", People(as_of, in(v1::TRACK_SECRETARIAL))},
      {"TR.TALENT.PERSON_TIMES", Times(as_of, talent)},
      {"TR.TALENT.COMPLETED", People(as_of, completed)},
      {"TR.ECOMMERCE.COURSES", Opened(as_of, v1::PROGRAMME_ECOMMERCE)},
      {"TR.ECOMMERCE.PERSONS", People(as_of, of(v1::PROGRAMME_ECOMMERCE))},
      {"TR.ECOMMERCE.PERSON_TIMES", Times(as_of, of(v1::PROGRAMME_ECOMMERCE))},
      {"OUT.ENTITY", Outcomes(day, v1::Outcome::KIND_ENTITY)},
      {"OUT.ENTITY.ENTERPRISE", Entities(day, v1::Outcome::ENTITY_FORM_ENTERPRISE)},
      {"OUT.ENTITY.COOPERATIVE", Entities(day, v1::Outcome::ENTITY_FORM_COOPERATIVE)},
      {"OUT.ENTITY.HOUSEHOLD", Entities(day, v1::Outcome::ENTITY_FORM_HOUSEHOLD)},
      {"OUT.ENTREPRENEUR", Outcomes(day, v1::Outcome::KIND_ENTREPRENEUR)},
      {"OUT.ENTREPRENEUR.TRAINED", Trained(as_of)},
      {"OUT.SHOP", Outcomes(day, v1::Outcome::KIND_SHOP)},
  };
}

std::set<uint64_t> PairTally::MoversTrainedBy(absl::CivilDay as_of) const {
  std::set<uint64_t> keys;
  for (const Training& training : trainings_)
    if (training.moves && training.came <= as_of && IsTalent(*training.subject)) keys.insert(training.person);
  return keys;
}

std::set<uint64_t> PairTally::MoversCompletedBy(absl::CivilDay as_of) const {
  std::set<uint64_t> keys;
  for (const Training& training : trainings_)
    if (training.moves && training.completed <= as_of && IsTalent(*training.subject)) keys.insert(training.person);
  return keys;
}

int64_t PairTally::DaysBookedTwice() const {
  int64_t twice = 0;
  auto sorted = days_;
  std::sort(sorted.begin(), sorted.end());
  for (size_t i = 1; i < sorted.size(); ++i) {
    const auto& [person, first, last] = sorted[i];
    twice += person == std::get<0>(sorted[i - 1]) && first <= std::get<2>(sorted[i - 1]) ? 1 : 0;
  }
  return twice;
}

std::map<std::string, std::pair<int64_t, int64_t>> PairTally::CrossFoot(absl::CivilDay as_of) const {
  const auto everyone = [](const auto&) { return true; };
  const auto started =
      std::count_if(stays_.begin(), stays_.end(), [&](const Stay& stay) { return stay.first <= as_of; });
  int64_t shops_of_owners = 0;
  for (const auto& [owner, shops] : shops_of_owner_) shops_of_owners += shops;
  return {
      {"shops_of_owners_shops_equal", {shops_of_owners, Outcomes("9999-12-31", v1::Outcome::KIND_SHOP)}},
      {"checked_in_by_course_person_times_equal", {came_, Times(kNever, everyone)}},
      {"quota_seats_equal", {quota_seats_, seats_with_quotas_}},
      {"on_post_started", {OnPost(as_of, everyone), started}},
      {"persons_person_times", {People(as_of, everyone), Times(as_of, everyone)}},
      {"days_booked_twice_none_equal", {DaysBookedTwice(), 0}},
  };
}

}  // namespace jiedui::demo
