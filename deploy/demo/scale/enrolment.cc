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
constexpr uint32_t kRejectedPerTenThousand = 373;  // for each who is confirmed: 3.6 % of those nominated

bool IsForMovers(const CoursePlan& course) {
  return course.subject->track == scheduler::v1::TRACK_SECRETARIAL && !course.cancelled && !course.online;
}

}  // namespace

Enroller::Enroller(const TierMap& map, int pair, int year, const std::vector<CoursePlan>& courses)
    : map_(map), pair_(pair), year_(year) {
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

TraineeRef Enroller::NewTrainee(Audience audience) {
  return {.pair = pair_,
          .year = year_,
          .audience = audience,
          .moves = false,
          .ordinal = known_[static_cast<size_t>(audience)]++};
}

std::vector<SeatPlan> Enroller::Fill(const CoursePlan& course) {
  Dice dice({map_.seed(), static_cast<uint64_t>(pair_), EntityKind::kScaleEnrolment,
             static_cast<uint64_t>(year_) * 100'000 + static_cast<uint64_t>(course.ordinal)});
  const Audience audience = course.subject->audience;
  std::vector<SeatPlan> seats;
  AddMovers(course, seats);
  AddReturners(course, seats);
  while (static_cast<int>(seats.size()) < course.people) {
    seats.push_back({.trainee = NewTrainee(audience), .is_new = true});
    const int times = Draw(kTimes, dice);
    if (times == 1) continue;
    returners_[static_cast<size_t>(audience)].push_back({seats.back().trainee, course.held_last, times - 1});
  }
  int rejected = 0;
  for (SeatPlan& seat : seats) {
    seat.end = Draw(kEnds, dice);
    if (dice.PerTenThousand(kRejectedPerTenThousand)) ++rejected;
  }
  for (; rejected > 0; --rejected) {
    seats.push_back({.trainee = NewTrainee(audience), .is_new = true, .end = SeatEnd::kRejected});
  }
  return seats;
}

}  // namespace jiedui::demo
