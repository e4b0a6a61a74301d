// SPDX-License-Identifier: Apache-2.0
// Values that the scheduler's tests share: messages from text, what a refusal says, and the article's pairing.
#pragma once

#include <gmock/gmock.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/text_format.h"
#include "google/rpc/error_details.pb.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "scheduler_service/domain/stamp.h"
#include "tests/support/status_details.h"

namespace jiedui::scheduler {

// A message from its text format; aborts if the text is none.
template <typename Message>
Message FromText(absl::string_view text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(std::string(text), &message)) {
    std::cerr << "no " << message.GetDescriptor()->full_name() << ": " << text << "\n";
    std::abort();
  }
  return message;
}

// "CODE subject: description" of every rule in a refusal.
inline std::vector<std::string> RulesIn(const absl::Status& status) {
  std::vector<std::string> rules;
  const auto detail = DetailOf<google::rpc::PreconditionFailure>(status);
  for (const auto& violation : detail.violations())
    rules.push_back(absl::StrCat(violation.type(), " ", violation.subject(), ": ", violation.description()));
  return rules;
}

// The paths of every wrong field in a refusal.
inline std::vector<std::string> FieldsIn(const absl::Status& status) {
  std::vector<std::string> fields;
  const auto detail = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : detail.field_violations()) fields.push_back(violation.field());
  return fields;
}

// Noon of 2021-11-15 in Shanghai, revision 7.
inline Stamp SomeStamp() { return {.now = absl::FromUnixSeconds(1636948800), .revision = 7, .actor = "office"}; }

inline v1::Pairing YuhangCangxi() {
  return FromText<v1::Pairing>(R"pb(
    name: "pairings/yh-cx"
    display_name: "余杭-苍溪"
    east_division: "330110"
    west_division: "510824"
    start_date: "2021-05-01"
    etag: "1")pb");
}

// The run of clinical training, 2021-10-18 to 2021-10-29.
inline v1::Course Clinical() {
  return FromText<v1::Course>(R"pb(
    name: "pairings/yh-cx/courses/clinical"
    display_name: "临床医生培训班"
    programme: PROGRAMME_TALENT
    track: TRACK_CLINICAL
    location_division: "510824"
    start_date: "2021-10-18"
    end_date: "2021-10-29"
    seats: 100)pb");
}

// The run of maternal and child health, 2021-10-25 to 2021-11-05: overlaps Stationed().
inline v1::Course Maternal() {
  return FromText<v1::Course>(R"pb(
    name: "pairings/yh-cx/courses/maternal"
    display_name: "妇幼保健培训班"
    programme: PROGRAMME_TALENT
    track: TRACK_MATERNAL_CHILD_HEALTH
    location_division: "510824"
    start_date: "2021-10-25"
    end_date: "2021-11-05"
    seats: 80)pb");
}

// A stationed doctor, 2021-06-15 to 2021-12-14.
inline v1::Posting Stationed() {
  return FromText<v1::Posting>(R"pb(
    name: "pairings/yh-cx/postings/ortho"
    display_name: "骨科派驻医师"
    kind: KIND_STATIONED
    category: CATEGORY_DOCTOR
    direction: DIRECTION_EAST_TO_WEST
    host_organization: "organizations/cx-hospital"
    start_date: "2021-06-15"
    end_date: "2021-12-14"
    headcount: 1)pb");
}

// A township hospital in 陵江 (510824100).
inline registry::v1::Organization Lingjiang() {
  return FromText<registry::v1::Organization>(R"pb(
    name: "organizations/lingjiang"
    display_name: "陵江镇卫生院"
    kind: KIND_TOWNSHIP_HOSPITAL
    divisions { division: "510824100" })pb");
}

// A village doctor of Lingjiang().
inline registry::v1::Person VillageDoctor(absl::string_view id = "zhao") {
  auto person = FromText<registry::v1::Person>(R"pb(
    display_name: "赵示范"
    category: PERSON_CATEGORY_PRIMARY_CARE_DOCTOR
    employments { organization: "organizations/lingjiang" }
    licences { kind: KIND_VILLAGE_DOCTOR valid_from: "2018-01-01" valid_to: "2025-12-31" })pb");
  person.set_name(absl::StrCat("persons/", id));
  return person;
}

}  // namespace jiedui::scheduler
