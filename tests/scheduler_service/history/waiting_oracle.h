// SPDX-License-Identifier: Apache-2.0
// Invariant 3, said once more and otherwise: from the assignments alone, by counting, without ledgers, calendars and
// rules. It knows only what the worlds of the random histories have: dates, categories, divisions, licences, quotas
// with ceilings, floors and ceilings of categories.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/base/civil_date.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"

namespace jiedui::scheduler {

class WaitingOracle {
 public:
  // A row that was committed; empty = it is gone.
  void See(const std::string& key, const std::string& value);

  // What the commit was. After a step of one assignment, which frees nobody's days but its person's, whoever got a seat
  // must not have been before somebody else; but who comes as a replacement takes the seat of the one who goes. What
  // the registry says may bring a person into two places.
  struct Step {
    enum Kind { kOnePerson, kReplacement, kRegistry, kOther } kind = kOther;
  };
  // What is wrong after a commit; empty = nothing.
  std::string Check(const Step& step);

  // Names of assignments in any of the states, of all if there are none.
  std::vector<std::string> In(const std::vector<v1::Assignment::State>& states) const;
  // The person's other assignments.
  std::vector<std::string> OthersOf(const std::string& assignment) const;
  // Of them, full-time seats on days of it, which keep the person from a seat of this one.
  std::vector<std::string> InTheWayOf(const std::string& assignment) const;
  DateRange DaysOf(const std::string& assignment) const;
  size_t offers() const { return offers_; }
  size_t moves() const { return moves_; }

 private:
  struct Seat {
    std::string person;
    std::string item;
    v1::Assignment::State state = v1::Assignment::STATE_UNSPECIFIED;
    int64_t rank = 0;
    std::string quota;
    int category = 0;
    std::string first;
    std::string last;
    bool part_time = false;
    bool undecided = false;
    bool was_there = false;
    int events = 0;
    bool holds = false;  // a seat
    std::string organization;
    std::string gives_up;
  };
  struct Quota {
    int seats = 0;
    int ceiling = 0;
  };
  struct Place {
    bool open = false;
    bool may_be_left = true;
    bool part_time = false;
    bool work = false;
    std::string first;
    std::string last;
    int seats = 0;
    std::map<std::string, Quota> quotas;  // by division, without the pool
    std::map<int, Quota> categories;      // floor and ceiling
    v1::Requirements requirements;
    bool is_course = false;
    std::string curriculum;
  };
  struct Person {
    int category = 0;
    std::string organization;
    std::string licensed_to;
    bool gone = false;
    std::string merged_into;
  };
  struct Leave {
    std::string first;
    std::string last;
  };
  // Who sits where.
  struct Tally {
    std::map<std::string, int> people;  // by quota
    std::map<int, int> categories;
    int all = 0;
  };

  void SeePlace(const v1::Course& course);
  void SeePlace(const v1::Posting& posting);
  void SeeAssignment(const v1::Assignment& assignment);
  Tally Count(const std::string& item) const;
  static void Undo(Tally& tally, const Seat& seat);
  static bool HasSeatFor(const Place& place, const Tally& tally, const std::string& division, int category);
  // What else the rules may say of the person beside the place.
  bool IsOnLeave(const std::string& person, const Place& place) const;
  bool TakesPartElsewhere(const Seat& of, const Place& place) const;
  bool TooManyAway(const std::string& person, const Place& place) const;
  bool MayTake(const Place& place, const Tally& tally, const std::string& name, const Seat& seat) const;
  // The seat that somebody who waits gives up; empty: there is none to give up.
  std::string GivenUp(const Seat& waits) const;
  // The assignment that takes the days already; empty = none does. `without` is one that does not count.
  std::string BusyWith(const std::string& name, const std::string& person, const std::string& item, const Place& place,
                       const std::string& without = "") const;
  // Whether the commit has freed days of the person's.
  bool HasMoved(const std::string& person) const;
  std::string CheckDays() const;
  std::string CheckWaiting() const;
  std::string CheckPassedOver(bool replaces) const;

  std::map<std::string, std::string> divisions_;  // by organisation
  std::map<std::string, Leave> leaves_;           // by "person/leave"
  std::map<std::string, Seat> seats_;             // by assignment
  std::map<std::string, Place> places_;
  std::map<std::string, Person> persons_;
  std::map<std::string, Seat> before_;  // of those that the commit has changed
  size_t offers_ = 0;
  size_t moves_ = 0;
};

}  // namespace jiedui::scheduler
