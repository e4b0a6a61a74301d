// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/text_format.h"
#include "google/rpc/error_details.pb.h"
#include "jiedui/registry/v1/bulk.pb.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::TextFormat;
using registry::v1::BatchGetPersonsRequest;
using registry::v1::CreatePersonRequest;
using registry::v1::Person;
using registry::v1::UpdatePersonRequest;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

template <typename Message>
std::vector<std::string> ProblemsOf(const Message& message) {
  const absl::Status status = Validate(message);
  EXPECT_THAT(status, testing::AnyOf(IsOk(), FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD")));
  return FieldProblems(status);
}

CreatePersonRequest Good() {
  CreatePersonRequest request;
  EXPECT_TRUE(TextFormat::ParseFromString(
      R"(person_id: "p-1" request_id: "0b5c7d2e-1f3a-4c6b-8d9e-0f1a2b3c4d5e"
         person { display_name: "沈丹" aliases: "丹丹" sex: SEX_FEMALE birth_date: "1990-08-24" ethnicity: "汉"
                  category: PERSON_CATEGORY_DOCTOR roles: ROLE_EXCHANGE specialty: "骨科" etag: "e"
                  private_fields { mobile: "15412345678" id_document { kind: KIND_RESIDENT_ID number: "99" } }
                  employments { organization: "organizations/hospital" start_date: "2015-07-01" }
                  licences { kind: KIND_PHYSICIAN scopes: "外科" division: "330110" valid_from: "2016-01-01" }
                  titles { level: TITLE_LEVEL_INTERMEDIATE title: "主治医师" } })",
      &request));
  return request;
}

TEST(Validate, GoodRequestIsAccepted) {
  EXPECT_THAT(Validate(Good()), IsOk());
  EXPECT_THAT(Validate(registry::v1::ListPersonsRequest()), IsOk());
}

TEST(Validate, MissingMessageIsNamed) {
  EXPECT_THAT(ProblemsOf(CreatePersonRequest()), ElementsAre("person: is required"));
}

TEST(Validate, EveryWrongFieldIsListedWithItsPath) {
  CreatePersonRequest request = Good();
  request.set_person_id("P 1");
  Person& person = *request.mutable_person();
  person.set_display_name(" \xE3\x80\x80");
  person.clear_category();
  person.add_licences()->set_valid_from("2021-02-29");
  person.add_licences();
  person.mutable_employments(0)->set_organization("persons/x");
  EXPECT_THAT(
      ProblemsOf(request),
      ElementsAre(AllOf(HasSubstr("person_id: must be an id"), HasSubstr("got \"P 1\"")),
                  "person.display_name: must not be blank",
                  HasSubstr("person.category: is required: one of PERSON_CATEGORY_CADRE, "),
                  "person.employments[0].organization: must be a name like organizations/*, got \"persons/x\"",
                  HasSubstr("person.licences[1].kind: is required: one of KIND_PHYSICIAN, "),
                  "person.licences[1].valid_from: must be a date like 2021-11-15, from 1900-01-01 to 2199-12-31, got "
                  "\"2021-02-29\"",
                  HasSubstr("person.licences[2].kind: is required")));
}

TEST(Validate, UnknownEnumNumbersAreRefusedEverywhere) {
  CreatePersonRequest request = Good();
  request.mutable_person()->set_sex(static_cast<registry::v1::Sex>(17));
  request.mutable_person()->add_roles(static_cast<registry::v1::Role>(-1));
  EXPECT_THAT(ProblemsOf(request), ElementsAre("person.sex: must be one of SEX_FEMALE, SEX_MALE, got 17",
                                               "person.roles[1]: must be one of ROLE_TRAINEE, ROLE_EXCHANGE, got -1"));
}

TEST(Validate, LimitsOfTextAndListsHold) {
  CreatePersonRequest request = Good();
  Person& person = *request.mutable_person();
  std::string name;
  for (int i = 0; i < 100; ++i) name += "沈";
  person.set_display_name(name);
  EXPECT_THAT(Validate(request), IsOk());
  person.set_display_name(name + "丹");
  for (int i = 0; i < 10; ++i) person.add_aliases("丹");
  EXPECT_THAT(ProblemsOf(request), ElementsAre("person.display_name: must be at most 100 characters, has 101",
                                               "person.aliases: must have at most 10 items, has 11"));
}

TEST(Validate, TenThousandItemsAreOneProblem) {
  BatchGetPersonsRequest request;
  for (int i = 0; i < 10'000; ++i) request.add_names("wrong");
  EXPECT_THAT(ProblemsOf(request), ElementsAre("names: must have at most 100 items, has 10000"));
}

TEST(Validate, RequiredListMustNotBeEmpty) {
  EXPECT_THAT(ProblemsOf(BatchGetPersonsRequest()), ElementsAre("names: is required: 1 to 100 items"));
}

TEST(Validate, ViolationsAreCountedAfterTheTwentieth) {
  BatchGetPersonsRequest request;
  for (int i = 0; i < 25; ++i) request.add_names("");
  const std::vector<std::string> problems = ProblemsOf(request);
  ASSERT_THAT(problems, SizeIs(21));
  EXPECT_THAT(problems[19], HasSubstr("names[19]: "));
  EXPECT_EQ(problems[20], ": and 5 more wrong fields");
}

TEST(Validate, PrivateValuesAreNeverRepeated) {
  CreatePersonRequest request = Good();
  auto& fields = *request.mutable_person()->mutable_private_fields();
  fields.set_mobile("15412345678\x01");
  fields.mutable_id_document()->set_number(std::string(40, '7'));
  request.mutable_person()->set_display_name("secret\n");
  const absl::Status status = Validate(request);
  EXPECT_THAT(FieldProblems(status),
              ElementsAre("person.display_name: must not contain control characters",
                          "person.private_fields.id_document.number: must be at most 32 characters, has 40",
                          "person.private_fields.mobile: must not contain control characters"));
  EXPECT_THAT(status.ToString(), AllOf(Not(HasSubstr("154")), Not(HasSubstr("777")), Not(HasSubstr("secret"))));
}

TEST(Validate, WrongUtf8InAMessageBuiltByHandIsRefused) {
  CreatePersonRequest request = Good();
  request.mutable_person()->set_display_name("\xFF");
  EXPECT_THAT(ProblemsOf(request), ElementsAre("person.display_name: must be valid UTF-8"));
}

TEST(Validate, NumbersKeepTheirRange) {
  registry::v1::ListPersonsRequest list;
  list.set_page_size(-1);
  EXPECT_THAT(ProblemsOf(list), ElementsAre("page_size: must be from 0 to 2147483647, got -1"));
  scheduler::v1::Course course;
  course.set_seats(100'001);
  EXPECT_THAT(ProblemsOf(course), testing::Contains("seats: must be from 1 to 100000, got 100001"));
  course.clear_seats();
  EXPECT_THAT(ProblemsOf(course), testing::Contains("seats: is required: from 1 to 100000"));
}

TEST(Validate, FieldMaskIsBounded) {
  UpdatePersonRequest request;
  *request.mutable_person() = Good().person();
  for (int i = 0; i < 100; ++i) request.mutable_update_mask()->add_paths("display_name");
  EXPECT_THAT(Validate(request), IsOk());
  request.mutable_update_mask()->add_paths("sex");
  EXPECT_THAT(ProblemsOf(request), ElementsAre("update_mask: must have at most 100 paths, has 101"));
  request.mutable_update_mask()->clear_paths();
  request.mutable_update_mask()->add_paths(std::string(201, 'a'));
  EXPECT_THAT(ProblemsOf(request),
              ElementsAre("update_mask: must have paths of at most 200 characters, has one of 201"));
}

TEST(Validate, MapsAreCheckedByKeyAndValue) {
  google::rpc::ErrorInfo info;
  (*info.mutable_metadata())["good"] = "value";
  EXPECT_THAT(Validate(info), IsOk());
  (*info.mutable_metadata())["good"] = "bad\x7f";
  EXPECT_THAT(ProblemsOf(info), ElementsAre("metadata[\"good\"].value: must not contain control characters"));
  info.mutable_metadata()->clear();
  (*info.mutable_metadata())["bad\n"] = "v";
  EXPECT_THAT(ProblemsOf(info), ElementsAre("metadata[\"bad?\"].key: must not contain control characters"));
  info.mutable_metadata()->clear();
  for (int i = 0; i < 101; ++i) (*info.mutable_metadata())[absl::StrCat(i)] = "v";
  EXPECT_THAT(ProblemsOf(info), ElementsAre("metadata: must have at most 100 items, has 101"));
}

TEST(Validate, OutputOnlyFieldsAreNotLookedAt) {
  registry::v1::BulkSummary summary;
  summary.add_outcomes()->set_name("\x01");
  EXPECT_THAT(Validate(summary), IsOk());
}

TEST(ClearOutputOnly, ClearsAtAnyDepthAndNothingElse) {
  CreatePersonRequest request = Good();
  const std::string before = request.ShortDebugString();
  request.mutable_person()->mutable_create_time()->set_seconds(1);
  request.mutable_person()->mutable_delete_time();
  ClearOutputOnly(request);
  EXPECT_EQ(request.ShortDebugString(), before);
}

TEST(ClearOutputOnly, ReachesWithinListsAndOneofs) {
  registry::v1::SnapshotPage page;
  page.add_resources()->mutable_person()->mutable_create_time();
  page.add_resources()->mutable_organization()->mutable_update_time();
  ClearOutputOnly(page);
  EXPECT_FALSE(page.resources(0).person().has_create_time());
  EXPECT_FALSE(page.resources(1).organization().has_update_time());
  EXPECT_TRUE(page.resources(1).has_organization());
}

TEST(Validate, ThreadsThatMeetATypeForTheFirstTimeAgree) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([] {
      for (int round = 0; round < 100; ++round) {
        EXPECT_FALSE(Validate(registry::v1::Organization()).ok());
        EXPECT_FALSE(Validate(scheduler::v1::Course()).ok());
      }
    });
  for (std::thread& thread : threads) thread.join();
}

// Whatever bytes arrive, the answer is a Status, and what is refused is refused with a field.
TEST(Validate, AnyBytesGetAnAnswer) {
  const google::protobuf::LogSilencer silencer;  // thousands of lines on invalid UTF-8
  std::mt19937 random(20211115);
  const std::string good = Good().SerializeAsString();
  int parsed = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    for (int changes = static_cast<int>(random() % 4); changes >= 0; --changes)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 4 == 0) bytes.resize(random() % bytes.size());
    CreatePersonRequest request;
    if (!request.ParseFromString(bytes)) continue;
    ++parsed;
    ClearOutputOnly(request);
    const absl::Status status = Validate(request);
    EXPECT_EQ(status.ok(), FieldProblems(status).empty());
  }
  EXPECT_GT(parsed, 1'000);
}

TEST(Validate, ThePatchOfAnUpdateMayLeaveOutWhatIsRequired) {
  UpdatePersonRequest request;
  request.mutable_person()->set_specialty("orthopaedics");
  EXPECT_THAT(Validate(request), IsOk());
  request.clear_person();
  EXPECT_THAT(ProblemsOf(request), ElementsAre(HasSubstr("person: ")));
}

TEST(ValidatePresence, AsksForWhatAPatchMayLeaveOut) {
  UpdatePersonRequest request;
  EXPECT_THAT(FieldProblems(ValidatePresence(request.person())),
              ElementsAre(HasSubstr("display_name: is required"), HasSubstr("category: ")));
  request.mutable_person()->set_display_name("赵安");
  request.mutable_person()->set_category(registry::v1::PERSON_CATEGORY_DOCTOR);
  EXPECT_THAT(ValidatePresence(request.person()), IsOk());
}

TEST(Validate, WhatThePatchOfAnUpdateHoldsIsCheckedLikeAnyOther) {
  UpdatePersonRequest request;
  request.mutable_person()->set_birth_date("2021-02-30");
  request.mutable_person()->add_licences();
  request.mutable_person()->mutable_private_fields()->mutable_id_document();
  EXPECT_THAT(ProblemsOf(request),
              ElementsAre(HasSubstr("person.birth_date"), HasSubstr("person.private_fields.id_document.kind"),
                          HasSubstr("person.private_fields.id_document.number"), HasSubstr("person.licences[0].kind")));
}

}  // namespace
}  // namespace jiedui::rpc
