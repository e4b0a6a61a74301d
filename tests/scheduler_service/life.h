// SPDX-License-Identifier: Apache-2.0
// The village doctor zhao of 陵江 beside a clinical course with two seats for 陵江 and none for others, at any point of
// his assignment's life: what the domain's tests of steps begin with.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "scheduler_service/domain/attending.h"
#include "scheduler_service/domain/leaving.h"
#include "scheduler_service/domain/nomination.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/domain/seats.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {

inline constexpr char kLifeName[] = "pairings/yh-cx/assignments/zhao-clinical";

inline AssignmentFacts NewFacts() {
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_OPEN_FOR_NOMINATION);
  AssignmentFacts facts{.candidate = {.pairing = YuhangCangxi(),
                                      .item = ItemOf(course),
                                      .person = VillageDoctor(),
                                      .organization = "organizations/lingjiang",
                                      .division = "510824100"},
                        .registry_revision = 42};
  v1::Quota quota;
  quota.set_division("510824100");
  quota.set_seats(2);
  *facts.seats.mutable_ledger() = NewLedger(course.name(), {.seats = 2, .quotas = {quota}, .categories = {}});
  facts.candidate.ledger = facts.seats.ledger();
  facts.candidate.calendar.set_person(facts.candidate.person.name());
  return facts;
}

inline Step On(Verb verb, const std::string& date, const std::string& reason = "") {
  return {.verb = verb, .name = kLifeName, .date = date, .reason = reason};
}

// The facts after a change.
inline StepFacts With(StepFacts facts, const absl::StatusOr<AssignmentChange>& change) {
  EXPECT_THAT(change, IsOk());
  if (!change.ok()) return facts;
  facts.assignment = change->assignment;
  facts.calendar = change->calendar.value_or(facts.calendar);
  facts.seats = change->seats.value_or(facts.seats);
  return facts;
}

// As long as the course runs.
inline StepFacts Seated() {
  AssignmentFacts facts = NewFacts();
  StepFacts life{.item = facts.candidate.item};
  life.item.phase = Phase::kRunning;
  return With(life, Assign(facts, On("CreateAssignment", "2021-10-01"), SomeStamp()));
}

// While nominations are open.
inline StepFacts Nominated() {
  AssignmentFacts facts = NewFacts();
  const Step step = On("NominateAssignment", "2021-09-10");
  Stamp stamp = SomeStamp();
  stamp.actor = "township";
  return With({.item = facts.candidate.item}, Nominate(facts, step, stamp.now, stamp));
}

inline StepFacts Approved() {
  const StepFacts facts = Nominated();
  return With(facts, Review(facts, v1::ReviewAssignmentRequest::DECISION_APPROVE, {},
                            On("ReviewAssignment", "2021-09-21"), SomeStamp()));
}

// The candidate for a step, as the facts stand.
inline Candidate CandidateOf(const StepFacts& facts) {
  Candidate candidate = NewFacts().candidate;
  candidate.calendar = facts.calendar;
  candidate.ledger = facts.seats.ledger();
  return candidate;
}

inline StepFacts CheckedIn(const std::string& date = "2021-10-18") {
  const StepFacts facts = Seated();
  return With(facts, CheckIn(facts, On("CheckInAssignment", date), SomeStamp()));
}

// Waits behind a full quota.
inline StepFacts Waiting() {
  StepFacts facts = Approved();
  v1::SeatLedger& ledger = *facts.seats.mutable_ledger();
  while (!WhyNoSeat(ledger, {"510824100", registry::v1::PERSON_CATEGORY_DOCTOR}).has_value())
    Take(ledger, "510824100", registry::v1::PERSON_CATEGORY_DOCTOR);
  return With(facts, Confirm(facts, CandidateOf(facts), On("ConfirmAssignment", "2021-09-22"), SomeStamp()));
}

}  // namespace jiedui::scheduler
