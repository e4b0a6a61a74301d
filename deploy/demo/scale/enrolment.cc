// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/enrolment.h"

#include <algorithm>

#include "deploy/demo/scale/weighted.h"

namespace jiedui::demo {
namespace {

// How often a trainee would come in a year; who finds no course that fits comes less often, which makes 1.25 times on
// average.
constexpr Weighted<int> kTimes[] = {{1, 68}, {2, 20}, {3, 12}};
constexpr int kReturnersPerCentMax = 50;  // of a course
// Of 1,000 who are confirmed.
constexpr Weighted<SeatEnd> kEnds[] = {{SeatEnd::kWithdrawn, 19},
                                       {SeatEnd::kAbsent, 40},
                                       {SeatEnd::kLeftEarly, 20},
                                       {SeatEnd::kNotCompleted, 20},
                                       {SeatEnd::kCompleted, 901}};
constexpr uint32_t kOfLastYearPerCent = 22;        // of those who come for the first time in a year, if there are any
constexpr uint32_t kRejectedPerTenThousand = 373;  // for each who is confirmed: 3.6 % of those nominated

bool IsForMovers(const CoursePlan& course) {
  return course.subject->track == scheduler::v1::TRACK_SECRETARIAL && !course.cancelled && !course.online;
}

}  // namespace

bool Came(SeatEnd end) {
  return end == SeatEnd::kCompleted || end == SeatEnd::kNotCompleted || end == SeatEnd::kLeftEarly;
}

absl::CivilDay LeavingDay(const CoursePlan& course) {
  return course.held_first + (course.held_last - course.held_first) / 2;
}

Enroller::Enroller(const TierMap& map, int pair, int year, const std::vector<CoursePlan>& courses,
                   const KnownTrainees& last_year)
    : map_(map), pair_(pair), year_(year), last_year_(last_year) {
  for (const CoursePlan& course : courses) {
    if (!IsForMovers(course)) continue;
    if (leaving_course_ < 0 && course.held_last <= absl::CivilDay(year, 6, 30)) leaving_course_ = course.ordinal;
    if (arriving_course_ < 0 && course.first >= absl::CivilDay(year, 7, 1)) arriving_course_ = course.ordinal;
  }
}

void Enroller::AddMovers(const CoursePlan& course, std::vector<SeatPlan>& seats) const {
  const int from = course.ordinal == leaving_course_    ? pair_
                   : course.ordinal == arriving_course_ ? map_.PreviousPair(pair_)
                                                        : 0;
  for (int i = 0; i < std::min(map_.Movers(from), course.people / 2); ++i) {
    seats.push_back(
        {.trainee = {.pair = from, .year = year_, .audience = Audience::kClerk, .moves = true, .ordinal = i},
         .is_new = true});
  }
}

void Enroller::AddReturners(const CoursePlan& course, std::vector<SeatPlan>& seats) {
  std::vector<Returner>& returners = returners_[static_cast<size_t>(course.subject->audience)];
  const size_t most = seats.size() + static_cast<size_t>(course.people * kReturnersPerCentMax / 100);
  const size_t count = std::min(most, static_cast<size_t>(course.people));
  const auto is_done = [&](Returner& returner) {
    if (seats.size() == count || returner.busy_until + 1 >= course.first) return false;
    seats.push_back({.trainee = returner.trainee});
    returner.busy_until = course.held_last;
    return --returner.times == 0;
  };
  // In order, each once, as std::remove_if does not promise.
  size_t kept = 0;
  for (Returner& returner : returners) {
    if (!is_done(returner)) returners[kept++] = returner;
  }
  returners.erase(returners.begin() + static_cast<ptrdiff_t>(kept), returners.end());
}

// Whose first course of the year it is.
SeatPlan Enroller::FirstOfYear(Audience audience, Dice& dice) {
  const auto group = static_cast<size_t>(audience);
  TraineeRef trainee{.pair = pair_, .year = year_, .audience = audience, .moves = false, .ordinal = 0};
  if (dice.PerCent(kOfLastYearPerCent) && come_again_[group] < last_year_[group]) {
    trainee.year = year_ - 1;
    trainee.ordinal = come_again_[group]++;
    return {.trainee = trainee};
  }
  trainee.ordinal = known_[group]++;
  return {.trainee = trainee, .is_new = true};
}

// Whoever was trained in the year already, or else somebody of whom no more is heard.
void Enroller::AddRejected(const CoursePlan& course, int count, std::vector<SeatPlan>& seats) {
  const auto group = static_cast<size_t>(course.subject->audience);
  const std::vector<Returner>& trained = trained_[group];
  size_t& next = asked_again_[group];
  for (; count > 0; --count) {
    const bool is_trained = next < trained.size() && trained[next].busy_until + 1 < course.first;
    const TraineeRef unknown{
        .pair = pair_, .year = year_, .audience = course.subject->audience, .moves = false, .ordinal = known_[group]};
    if (!is_trained) ++known_[group];
    seats.push_back(
        {.trainee = is_trained ? trained[next++].trainee : unknown, .is_new = !is_trained, .end = SeatEnd::kRejected});
  }
}

std::vector<SeatPlan> Enroller::Fill(const CoursePlan& course) {
  Dice dice({map_.seed(), static_cast<uint64_t>(pair_), EntityKind::kScaleEnrolment,
             static_cast<uint64_t>(year_) * 100'000 + static_cast<uint64_t>(course.ordinal)});
  const auto group = static_cast<size_t>(course.subject->audience);
  std::vector<SeatPlan> seats;
  std::vector<Returner> trained;
  AddMovers(course, seats);
  AddReturners(course, seats);
  while (static_cast<int>(seats.size()) < course.people) {
    SeatPlan& seat = seats.emplace_back(FirstOfYear(course.subject->audience, dice));
    const int times = Draw(kTimes, dice);
    seat.only_time = seat.is_new && times == 1;
    (times == 1 ? trained : returners_[group]).push_back({seat.trainee, course.held_last, times - 1});
  }
  int rejected = 0;
  for (SeatPlan& seat : seats) {
    seat.end = Draw(kEnds, dice);
    if (dice.PerTenThousand(kRejectedPerTenThousand)) ++rejected;
  }
  AddRejected(course, rejected, seats);
  trained_[group].insert(trained_[group].end(), trained.begin(), trained.end());
  return seats;
}

}  // namespace jiedui::demo
