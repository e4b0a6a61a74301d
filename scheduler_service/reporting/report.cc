// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/report.h"

#include <utility>

#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/division.h"
#include "scheduler_service/reporting/figures.h"

namespace jiedui::scheduler {
namespace {

using Codes = std::vector<absl::string_view>;

// A person who started at the posting counts for these.
Codes StartFigures(const v1::Posting& posting) {
  if (posting.direction() != v1::DIRECTION_EAST_TO_WEST) return {};
  switch (posting.category()) {
    case v1::Posting::CATEGORY_CADRE:
      return {kCadres};
    case v1::Posting::CATEGORY_DOCTOR:
      if (posting.kind() == v1::Posting::KIND_STATIONED) return {kProfessionals, kStationedDoctors};
      return {kProfessionals};
    case v1::Posting::CATEGORY_TEACHER:
    case v1::Posting::CATEGORY_AGRONOMIST:
    case v1::Posting::CATEGORY_OTHER_PROFESSIONAL:
      return {kProfessionals};
    default:
      return {};
  }
}

Codes TrackFigures(v1::Track track) {
  switch (track) {
    case v1::TRACK_CLINICAL:
      return {kTalentClinical};
    case v1::TRACK_MATERNAL_CHILD_HEALTH:
      return {kTalentMaternal};
    case v1::TRACK_TCM_REHABILITATION:
      return {kTalentRehabilitation};
    case v1::TRACK_SECRETARIAL:
      return {kTalentSecretarial};
    default:
      return {};
  }
}

// A trainee who checked in at the course counts for these.
Codes CheckInFigures(const v1::Course& course, absl::string_view east_division) {
  if (course.programme() == v1::PROGRAMME_PRIMARY_CARE && LiesIn(course.location_division(), east_division))
    return {kPrimaryDoctors};
  if (course.programme() != v1::PROGRAMME_TALENT) return {};
  Codes codes = TrackFigures(course.track());
  codes.push_back(kTalentPersons);
  codes.push_back(kTalentPersonTimes);
  return codes;
}

}  // namespace

ReportCounter::ReportCounter(const v1::Pairing& pairing, DateRange period)
    : east_division_(pairing.east_division()), west_division_(pairing.west_division()), period_(std::move(period)) {}

void ReportCounter::Count(absl::string_view code, const std::string& name) {
  Tally& tally = tallies_[std::string(code)];
  tally.names.insert(name);
  ++tally.times;
}

void ReportCounter::Add(const v1::Course& course) {
  if (course.state() == v1::Course::STATE_CANCELLED) return;
  const bool is_talent = course.programme() == v1::PROGRAMME_TALENT;
  items_[course.name()] = {.check_in = CheckInFigures(course, east_division_),
                           .complete = is_talent ? Codes{kTalentCompleted} : Codes{}};
  if (is_talent && InPeriod(course.start_date())) Count(kTalentCourses, course.name());
}

void ReportCounter::Add(const v1::Posting& posting) {
  items_[posting.name()] = {.check_in = StartFigures(posting), .complete = {}};
}

void ReportCounter::Add(const v1::Assignment& assignment) {
  const auto item = items_.find(assignment.item());
  if (item == items_.end() || assignment.short_stay()) return;
  if (InPeriod(assignment.check_in_date()))
    for (const absl::string_view code : item->second.check_in) Count(code, assignment.person());
  if (IsCompleted(assignment.state()) && InPeriod(assignment.close_date()))
    for (const absl::string_view code : item->second.complete) Count(code, assignment.person());
}

void ReportCounter::Add(const registry::v1::OrganizationPair& pair, const registry::v1::Organization& east,
                        const registry::v1::Organization& west) {
  if (pair.kind() != registry::v1::OrganizationPair::KIND_HOSPITAL || !InPeriod(pair.sign_date())) return;
  const bool is_ours = LiesIn(DivisionOn(east, pair.sign_date()), east_division_) &&
                       LiesIn(DivisionOn(west, pair.sign_date()), west_division_);
  if (is_ours) Count(kHospitalPairs, pair.name());
}

std::vector<v1::Figure> ReportCounter::Figures() const {
  std::vector<v1::Figure> figures = FigureTable();
  for (v1::Figure& figure : figures) {
    const auto tally = tallies_.find(figure.code());
    if (tally == tallies_.end()) continue;
    const auto distinct = static_cast<int64_t>(tally->second.names.size());
    figure.set_value(figure.unit() == v1::UNIT_PERSON_TIME ? tally->second.times : distinct);
  }
  return figures;
}

}  // namespace jiedui::scheduler
