// SPDX-License-Identifier: Apache-2.0
// Random rows of a few pairings, with few people, so that they meet in every way: the same person in two courses, in
// two pairings, in stays that go on; and random changes of them.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {

class RandomRows {
 public:
  explicit RandomRows(uint64_t seed) : random_(seed) {}

  void Begin(ReportWorld& world) {
    world.Put(PairingOf("sm-cx", "331022", "510824", "2021-02-01"));
    world.Put(PairingOf("hz", "330110", "510821", "2021-08-01"));
    for (const char* pairing : kPairings) {
      for (int i = 0; i < kItems; ++i) world.Put(SomeCourse(pairing, i));
      for (int i = 0; i < kItems; ++i) world.Put(SomePosting(pairing, i));
      for (int i = 0; i < 60; ++i) world.Put(SomeAssignment(pairing, i));
    }
    PutHospitalPair(world);
    world.Put(TrainingBase());
  }

  // Writes one row anew, of any kind.
  void Change(ReportWorld& world) {
    const std::string pairing = kPairings[Below(3)];
    switch (Below(10)) {
      case 0:
        return world.Put(SomeCourse(pairing, Below(kItems)));
      case 1:
        return world.Put(SomePosting(pairing, Below(kItems)));
      case 2:
        return world.Put(SomeOutcome(pairing));
      case 3:
        return world.Put(SomeDemand(pairing));
      case 4:
        return world.Put(SomeBase());
      case 5:
        return world.Put(SomeEntered(pairing));
      case 6:
        return world.Put(VillageDoctor(absl::StrCat("p", Below(40))));  // read by no report
      default:
        return world.Put(SomeAssignment(pairing, Below(90)));
    }
  }

  ReportQuestion Question(const std::string& pairing) {
    static constexpr v1::Basis kBases[] = {v1::BASIS_UNSPECIFIED, v1::BASIS_UNSPECIFIED, v1::BASIS_COMPLETED,
                                           v1::BASIS_NOMINATED};
    return {.pairing = pairing,
            .since = Below(2) == 0 ? "" : "2021-06-01",
            .as_of = Below(2) == 0 ? "2021-11-15" : "2021-12-31",
            .basis = kBases[Below(4)]};
  }

 private:
  static constexpr const char* kPairings[] = {"pairings/yh-cx", "pairings/sm-cx", "pairings/hz"};
  static constexpr int kItems = 5;

  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  std::string Day() { return FormatDate(absl::CivilDay(2021, 1, 1) + Below(420)); }
  template <typename Enum>
  Enum Some(int values) {
    return static_cast<Enum>(1 + Below(values));
  }

  v1::Course SomeCourse(const std::string& pairing, int id) {
    v1::Course course = CourseOf("x", Some<v1::Programme>(3), Some<v1::Track>(6), Day());
    course.set_name(absl::StrCat(pairing, "/courses/c", id));
    course.set_location_division(Below(2) == 0 ? "330110" : "510824");
    if (Below(8) == 0) course.set_state(v1::Course::STATE_CANCELLED);
    return course;
  }
  v1::Posting SomePosting(const std::string& pairing, int id) {
    v1::Posting posting = PostingOf("x", Some<v1::Posting::Category>(3), Some<v1::Posting::Kind>(3));
    posting.set_name(absl::StrCat(pairing, "/postings/s", id));
    posting.set_direction(Some<v1::Direction>(2));
    posting.set_days_min(Below(2) * 40);
    if (Below(8) == 0) posting.set_state(v1::Posting::STATE_CANCELLED);
    return posting;
  }
  v1::Assignment SomeAssignment(const std::string& pairing, int id) {
    const std::string first = Day();
    const std::string item = absl::StrCat(Below(2) == 0 ? "/courses/c" : "/postings/s", Below(kItems));
    v1::Assignment assignment = Named(Came(absl::StrCat("p", Below(40)), "", Below(4) == 0 ? "" : first),
                                      absl::StrCat("a", absl::Dec(id, absl::kZeroPad3)), pairing);
    assignment.set_item(pairing + item);
    assignment.set_end_date(FormatDate(*ParseDate(first) + Below(90)));
    assignment.add_events()->set_date(Day());
    if (assignment.check_in_date().empty()) {
      assignment.set_state(Below(2) == 0 ? v1::Assignment::STATE_CONFIRMED : v1::Assignment::STATE_CANCELLED);
    } else if (Below(2) == 0) {
      assignment.set_state(Below(3) == 0 ? v1::Assignment::STATE_ENDED_EARLY : v1::Assignment::STATE_COMPLETED);
      assignment.set_close_date(assignment.end_date());
    }
    return assignment;
  }
  v1::Outcome SomeOutcome(const std::string& pairing) {
    v1::Outcome outcome;
    outcome.set_name(absl::StrCat(pairing, "/outcomes/o", Below(30)));
    outcome.set_kind(Some<v1::Outcome::Kind>(3));
    outcome.set_entity_form(Some<v1::Outcome::EntityForm>(3));
    outcome.set_person(absl::StrCat("persons/p", Below(40)));
    outcome.set_open_date(Day());
    if (Below(4) == 0) outcome.set_close_date(Day());
    return outcome;
  }
  v1::Demand SomeDemand(const std::string& pairing) {
    v1::Demand demand;
    demand.set_name(absl::StrCat(pairing, "/demands/d", Below(5)));
    demand.set_state(Some<v1::Demand::State>(4));
    demand.set_headcount(1 + Below(4));
    demand.set_met_headcount(demand.state() == v1::Demand::STATE_MET ? demand.headcount() : 0);
    demand.set_start_date(Day());
    return demand;
  }
  registry::v1::Organization SomeBase() {
    registry::v1::Organization base = TrainingBase(absl::StrCat("base", Below(4)));
    base.mutable_divisions(0)->set_division(Below(2) == 0 ? "510824" : "510821");
    if (Below(3) == 0) base.set_merge_date(Day());
    return base;
  }
  v1::ManualFigure SomeEntered(const std::string& pairing) {
    v1::ManualFigure figure;
    figure.set_name(absl::StrCat(pairing, "/manualFigures/m", Below(3)));
    figure.set_code(absl::StrCat("FUND.", Below(2)));
    figure.set_unit(v1::UNIT_YUAN);
    figure.set_value(absl::StrCat(Below(1000), ".", Below(10)));
    figure.set_as_of(Day());
    return figure;
  }

  std::mt19937_64 random_;
};

}  // namespace jiedui::scheduler
