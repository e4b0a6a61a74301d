// SPDX-License-Identifier: Apache-2.0
// What courses and postings have in common: dates, how much of the day they take, what they ask of a person. Pure, any
// thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"

namespace jiedui::scheduler {

// How far a course or posting is, whichever it is.
enum class Phase { kPreparing, kNominating, kFixed, kRunning, kOver, kArchived, kCancelled };

struct Item {
  std::string name;
  std::string display_name;
  DateRange dates;
  std::string location;                               // division; empty = not known
  v1::Intensity intensity = v1::INTENSITY_FULL_TIME;  // never UNSPECIFIED
  v1::Requirements requirements;
  bool is_course = false;
  Phase phase = Phase::kRunning;
  std::string state;                        // in the words of the API, without "STATE_"
  v1::Track track = v1::TRACK_UNSPECIFIED;  // of a course
  std::string curriculum;                   // of a course
  int seats_min = 0;                        // of a course; 0 = it is held whoever comes
  bool clinical = false;                    // of a posting
  int days_min = 0;                         // of a posting
  int offer_hours = 24;
};

Item ItemOf(const v1::Course& course);
Item ItemOf(const v1::Posting& posting);

bool IsCourseName(absl::string_view item_name);

// Whether its assignments copy what is another now, or the rules of other items ask for it.
bool ConcernsPeople(const Item& before, const Item& after);

// What is wrong with first and last day by themselves; `prefix` is "course." or "posting.".
std::vector<FieldViolation> CheckDates(absl::string_view prefix, const DateRange& dates, int days_max);

// PAIRING_DATES, if the item leaves the pairing's dates.
std::vector<RuleViolation> OutsidePairing(const v1::Pairing& pairing, const Item& item);

// DATES_FIXED and INTENSITY_FIXED: people's calendars hold what they were told, so it stays while seats are taken.
std::vector<RuleViolation> FixedWhileAssigned(const Item& before, const Item& after, int taken);

}  // namespace jiedui::scheduler
