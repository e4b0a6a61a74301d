// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_training.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/division.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;

FigureId TrackFigure(v1::Track track) {
  switch (track) {
    case v1::TRACK_CLINICAL:
      return FigureId::kTalentClinical;
    case v1::TRACK_MATERNAL_CHILD_HEALTH:
      return FigureId::kTalentMaternal;
    case v1::TRACK_TCM_REHABILITATION:
      return FigureId::kTalentRehabilitation;
    case v1::TRACK_SECRETARIAL:
      return FigureId::kTalentSecretarial;
    default:
      return FigureId::kTalentOtherTracks;
  }
}

std::optional<FigureId> OpeningFigure(v1::Programme programme) {
  if (programme == v1::PROGRAMME_TALENT) return FigureId::kTalentCourses;
  if (programme == v1::PROGRAMME_ECOMMERCE) return FigureId::kEcommerceCourses;
  return std::nullopt;
}

// The day on which the trainee reached the basis; 0 = never.
DayNumber DayOfBasis(const AssignmentView& assignment, v1::Basis basis) {
  switch (basis) {
    case v1::BASIS_NOMINATED:
      return ToDayNumber(NominationDay(assignment));
    case v1::BASIS_COMPLETED:
      return IsCompleted(assignment.state) ? ToDayNumber(assignment.close_date) : 0;
    case v1::BASIS_CERTIFIED:
      return ToDayNumber(CertificateDay(assignment));
    default:
      return CheckInDay(assignment);
  }
}

// A line of persons counts a person once, one of participations every row.
uint32_t SubjectOf(FigureId figure, uint32_t person) { return SpecOf(figure).unit == v1::UNIT_PERSON ? person : kNone; }

}  // namespace

std::vector<FigureId> TrainingCounter::FiguresOf(const v1::Course& course) const {
  switch (course.programme()) {
    case v1::PROGRAMME_PRIMARY_CARE:
      if (!LiesIn(course.location_division(), counting_.east())) return {};
      return {FigureId::kPrimaryDoctors};
    case v1::PROGRAMME_TALENT:
      return {FigureId::kTalentPersons, TrackFigure(course.track()), FigureId::kTalentPersonTimes,
              FigureId::kTalentCompleted};
    case v1::PROGRAMME_ECOMMERCE:
      return {FigureId::kEcommercePersons, FigureId::kEcommercePersonTimes};
    default:
      return {};
  }
}

void TrainingCounter::Add(const v1::Course& course) {
  std::vector<FigureId> figures = FiguresOf(course);
  figures.erase(
      std::remove_if(figures.begin(), figures.end(), [this](FigureId figure) { return !counting_.Wants(figure); }),
      figures.end());
  courses_[course.name()] = {.figures = std::move(figures),
                             .part = AddPart(course, counting_.ledger()),
                             .first_day = ToDayNumber(course.start_date()),
                             .last_day = ToDayNumber(course.end_date()),
                             .is_cancelled = course.state() == v1::Course::STATE_CANCELLED,
                             .is_part_time = course.intensity() == v1::INTENSITY_PART_TIME,
                             .is_ecommerce = course.programme() == v1::PROGRAMME_ECOMMERCE};
  AddOpening(course);
}

void TrainingCounter::AddOpening(const v1::Course& course) {
  const std::optional<FigureId> figure = OpeningFigure(course.programme());
  if (!figure.has_value() || !counting_.Wants(*figure)) return;
  const Course& known = courses_[course.name()];
  auto reason = v1::NOT_COUNTED_REASON_UNSPECIFIED;
  if (known.is_part_time && !counting_.rule(*figure).counts_part_time()) reason = v1::NOT_COUNTED_REASON_PART_TIME;
  if (course.state() == v1::Course::STATE_DRAFT) reason = v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED;
  if (known.is_cancelled) reason = v1::NOT_COUNTED_REASON_CANCELLED;
  counting_.Add(*figure, {.row = counting_.ledger().AddRow(course.name()), .day = known.first_day}, reason);
}

DayNumber TrainingCounter::DecidingDay(const Course& course, const AssignmentView& assignment,
                                       const v1::CountingRule& rule) const {
  const DayNumber reached = DayOfBasis(assignment, rule.basis());
  // What was reached after the report's day is not yet known on it, whichever day decides.
  if (reached == 0 || reached > counting_.last()) return reached;
  if (rule.attribution() == v1::CountingRule::ATTRIBUTION_FIRST_DAY) return course.first_day;
  if (rule.attribution() == v1::CountingRule::ATTRIBUTION_LAST_DAY) return course.last_day;
  return reached;
}

void TrainingCounter::NoteTrainee(const Course& course, const AssignmentView& assignment) {
  if (!course.is_ecommerce || course.is_cancelled || !counting_.Wants(FigureId::kTrainedEntrepreneurs)) return;
  const DayNumber check_in = CheckInDay(assignment);
  if (check_in == 0 || check_in > counting_.last()) return;
  ecommerce_trainees_.insert(counting_.ledger().subjects.Add(assignment.person));
}

bool TrainingCounter::Add(const AssignmentView& assignment) {
  const auto found = courses_.find(assignment.item);
  if (found == courses_.end()) return false;
  const Course& course = found->second;
  NoteTrainee(course, assignment);
  if (course.figures.empty()) return true;
  const uint32_t row = counting_.ledger().AddRow(assignment.name);
  const uint32_t person = counting_.ledger().subjects.Add(assignment.person);
  for (const FigureId figure : course.figures) {
    const v1::CountingRule& rule = counting_.rule(figure);
    const DayNumber day = DecidingDay(course, assignment, rule);
    auto reason = v1::NOT_COUNTED_REASON_UNSPECIFIED;
    if (course.is_part_time && !rule.counts_part_time()) reason = v1::NOT_COUNTED_REASON_PART_TIME;
    if (day == 0) reason = v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED;
    const bool was_cancelled = day == 0 && assignment.state == Assignment::STATE_CANCELLED;
    if (course.is_cancelled || was_cancelled) reason = v1::NOT_COUNTED_REASON_CANCELLED;
    counting_.Add(figure, {.row = row, .subject = SubjectOf(figure, person), .part = course.part, .day = day}, reason);
  }
  return true;
}

}  // namespace jiedui::scheduler
