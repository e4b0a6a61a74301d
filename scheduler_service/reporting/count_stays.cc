// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_stays.h"

#include <algorithm>
#include <memory>
#include <tuple>

namespace jiedui::scheduler {
const StayCounter::Lines* StayCounter::LinesOf(const v1::Posting& posting) {
  static constexpr Lines kCadresWest = {.sent = FigureId::kCadres, .on_post = FigureId::kCadresOnPost};
  static constexpr Lines kProfessionalsWest = {.sent = FigureId::kProfessionals,
                                               .on_post = FigureId::kProfessionalsOnPost};
  static constexpr Lines kCadresEast = {.sent = FigureId::kCadresToEast, .on_post = FigureId::kCadresToEast};
  static constexpr Lines kProfessionalsEast = {.sent = FigureId::kProfessionalsToEast,
                                               .on_post = FigureId::kProfessionalsToEast};
  const bool goes_west = posting.direction() == v1::DIRECTION_EAST_TO_WEST;
  if (!goes_west && posting.direction() != v1::DIRECTION_WEST_TO_EAST) return nullptr;
  switch (posting.category()) {
    case v1::Posting::CATEGORY_CADRE:
      return goes_west ? &kCadresWest : &kCadresEast;
    case v1::Posting::CATEGORY_DOCTOR:
    case v1::Posting::CATEGORY_TEACHER:
    case v1::Posting::CATEGORY_AGRONOMIST:
    case v1::Posting::CATEGORY_OTHER_PROFESSIONAL:
      return goes_west ? &kProfessionalsWest : &kProfessionalsEast;
    default:
      return nullptr;
  }
}

void StayCounter::Add(const v1::Posting& posting) {
  const bool goes_west = posting.direction() == v1::DIRECTION_EAST_TO_WEST;
  const bool is_stationed = posting.kind() == v1::Posting::KIND_STATIONED;
  const bool is_doctor = posting.category() == v1::Posting::CATEGORY_DOCTOR;
  postings_[posting.name()] = std::make_unique<Posting>(Posting{
      .lines = LinesOf(posting),
      .part = AddPart(posting, counting_.ledger()),
      .days_min = posting.days_min(),
      .is_stationed_doctor = goes_west && is_doctor && is_stationed,
      .is_cancelled = posting.state() == v1::Posting::STATE_CANCELLED,
      .is_part_time = posting.intensity() == v1::INTENSITY_PART_TIME,
  });
}

// Of stationed physicians also the other stays of professionals are, for they may go on from these.
bool StayCounter::IsWanted(const Lines& lines) const {
  FigureMask figures = MaskOf(lines.sent) | MaskOf(lines.on_post);
  if (lines.sent == FigureId::kProfessionals) figures |= MaskOf(FigureId::kStationedDoctors);
  return counting_.WantsAny(figures);
}

bool StayCounter::Add(const AssignmentView& assignment) {
  const auto found = postings_.find(assignment.item);
  if (found == postings_.end()) return false;
  const Posting& posting = *found->second;
  if (posting.lines == nullptr || !IsWanted(*posting.lines)) return true;
  stays_.push_back({.posting = &posting,
                    .row = counting_.ledger().AddRow(assignment.name),
                    .person = counting_.ledger().subjects.Add(assignment.person),
                    .first = CheckInDay(assignment),
                    .last = ToDayNumber(assignment.end_date),
                    .closed = ToDayNumber(assignment.close_date),
                    .is_cancelled = assignment.state == v1::Assignment::STATE_CANCELLED,
                    .is_short = assignment.short_stay});
  return true;
}

bool StayCounter::IsBefore(const Stay& a, const Stay& b) {
  return std::tie(a.posting->lines, a.person, a.first, a.row) < std::tie(b.posting->lines, b.person, b.first, b.row);
}

void StayCounter::Finish() {
  std::sort(stays_.begin(), stays_.end(), IsBefore);
  const auto is_other = [](const Stay& a, const Stay& b) {
    return a.posting->lines != b.posting->lines || a.person != b.person;
  };
  for (auto first = stays_.begin(); first != stays_.end();) {
    const auto end = std::find_if(first, stays_.end(), [&](const Stay& stay) { return is_other(*first, stay); });
    AddPerson({&*first, static_cast<size_t>(end - first)});
    first = end;
  }
}

// The stays of one person, by their first days.
void StayCounter::AddPerson(absl::Span<const Stay> stays) const {
  uint32_t counted = kNone;  // row of the stay that the person is on without a gap
  DayNumber until = 0;
  for (const Stay& stay : stays) {
    AddOnPost(stay);
    const bool can_count = ReasonAgainst(stay) == v1::NOT_COUNTED_REASON_UNSPECIFIED;
    const bool goes_on = can_count && counted != kNone && stay.first <= DayAfter(until);
    AddSent(stay, goes_on ? counted : kNone);
    if (!can_count) continue;
    if (!goes_on) counted = stay.row;
    until = goes_on ? std::max(until, stay.last) : stay.last;
  }
}

// The last day on post, which is not the day on which the stay was closed: the papers may take weeks.
DayNumber StayCounter::LastDay(const Stay& stay) {
  return stay.closed == 0 ? stay.last : std::min(stay.closed, stay.last);
}

// Days of a stay that was over by the report's day and too short to count; 0 = it was not.
int StayCounter::DaysIfTooShort(const Stay& stay) const {
  const DayNumber last = LastDay(stay);
  if (last > counting_.last() || last < stay.first) return 0;
  const int days = DaysFromTo(stay.first, last);
  const int days_min = std::max(counting_.rule(stay.posting->lines->sent).days_min(), stay.posting->days_min);
  return stay.is_short || days < days_min ? days : 0;
}

// Against counting as sent, whichever the period.
v1::NotCountedReason StayCounter::ReasonAgainst(const Stay& stay) const {
  if (stay.posting->is_cancelled) return v1::NOT_COUNTED_REASON_CANCELLED;
  if (stay.first == 0)
    return stay.is_cancelled ? v1::NOT_COUNTED_REASON_CANCELLED : v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED;
  if (stay.posting->is_part_time && !counting_.rule(stay.posting->lines->sent).counts_part_time())
    return v1::NOT_COUNTED_REASON_PART_TIME;
  if (DaysIfTooShort(stay) != 0) return v1::NOT_COUNTED_REASON_SHORT_STAY;
  return v1::NOT_COUNTED_REASON_UNSPECIFIED;
}

void StayCounter::AddSent(const Stay& stay, uint32_t goes_on_from) const {
  const FigureId sent = stay.posting->lines->sent;
  Contribution contribution = {.row = stay.row, .subject = stay.person, .part = stay.posting->part, .day = stay.first};
  v1::NotCountedReason reason = ReasonAgainst(stay);
  if (reason == v1::NOT_COUNTED_REASON_SHORT_STAY) contribution.number = DaysIfTooShort(stay);
  if (goes_on_from != kNone && counting_.InPeriod(sent, stay.first)) {
    reason = v1::NOT_COUNTED_REASON_CONTINUED;
    contribution.counted_by = goes_on_from;
  }
  counting_.Add(sent, contribution, reason);
  if (stay.posting->is_stationed_doctor) counting_.Add(FigureId::kStationedDoctors, contribution, reason);
}

// On post is who has come and not gone, however long they will have stayed.
void StayCounter::AddOnPost(const Stay& stay) const {
  const auto [sent, on_post] = *stay.posting->lines;
  if (sent == on_post) return;
  v1::NotCountedReason reason = ReasonAgainst(stay);
  const bool is_over = stay.first != 0 && LastDay(stay) < counting_.last();
  const bool is_short = reason == v1::NOT_COUNTED_REASON_SHORT_STAY;
  if (is_over && (is_short || reason == v1::NOT_COUNTED_REASON_UNSPECIFIED))
    reason = v1::NOT_COUNTED_REASON_OUTSIDE_PERIOD;
  if (!is_over && is_short) reason = v1::NOT_COUNTED_REASON_UNSPECIFIED;
  counting_.Add(on_post, {.row = stay.row, .subject = stay.person, .part = stay.posting->part, .day = stay.first},
                reason);
}

}  // namespace jiedui::scheduler
