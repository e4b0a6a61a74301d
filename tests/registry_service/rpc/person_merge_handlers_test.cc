// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_merge_handlers.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "registry_service/domain/merge.h"
#include "registry_service/domain/union.h"
#include "registry_service/store/survivor.h"
#include "registry_service/store/tables.h"
#include "tests/registry_service/rpc/registry_server.h"
#include "tests/registry_service/store/commit.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::ElementsAre;
using Stub = v1::PersonService::Stub;

v1::Person WithoutNumber(const std::string& display_name) {
  v1::Person person = Doctor();
  person.set_display_name(display_name);
  person.mutable_private_fields()->clear_id_document();
  return person;
}

v1::MergePersonsRequest Request(const std::string& name, const std::string& duplicate) {
  v1::MergePersonsRequest request;
  request.set_name(name);
  request.set_duplicate(duplicate);
  request.set_reason("同一人");
  return request;
}

absl::StatusOr<v1::Person> Merge(RegistryServer& server, const std::string& name, const std::string& duplicate) {
  return Call(server.persons(), &Stub::MergePersons, Request(name, duplicate));
}

absl::StatusOr<v1::Person> Unmerge(RegistryServer& server, const std::string& name, bool discard = false) {
  v1::UnmergePersonsRequest request;
  request.set_name(name);
  request.set_discard_changes(discard);
  return Call(server.persons(), &Stub::UnmergePersons, request);
}

// 肖丽 without a number and the same human being as 萧丽 with one.
class PersonMergeTest : public testing::Test {
 protected:
  PersonMergeTest() {
    EXPECT_THAT(CreatePerson(server_, "xiao", WithoutNumber("肖丽")), IsOk());
    v1::Person twin = Doctor();
    twin.set_display_name("萧丽");
    EXPECT_THAT(CreatePerson(server_, "twin", twin), IsOk());
  }
  std::vector<std::string> Listed() {
    const auto page = Call(server_.persons(), &Stub::ListPersons, v1::ListPersonsRequest());
    std::vector<std::string> names;
    for (const v1::Person& person : page->persons()) names.push_back(person.name());
    return names;
  }
  RegistryServer server_;
};

TEST_F(PersonMergeTest, TheOldNameLeadsToThePersonThatStays) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->name(), "persons/xiao");
  EXPECT_THAT(GetPerson(server_, "persons/xiao")->aliases(), ElementsAre("萧丽"));
  EXPECT_THAT(Listed(), ElementsAre("persons/xiao"));
  v1::BatchGetPersonsRequest batch;
  batch.add_names("persons/twin");
  EXPECT_EQ(Call(server_.persons(), &Stub::BatchGetPersons, batch)->persons(0).name(), "persons/xiao");
}

TEST_F(PersonMergeTest, TheNumberMovesWithThePerson) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  v1::Person again = Doctor();
  again.set_display_name("萧丽");
  const auto refused = CreatePerson(server_, "third", again);
  EXPECT_THAT(refused, FailsWith(StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
  EXPECT_THAT(refused.status().ToString(), testing::HasSubstr("persons/xiao"));
}

TEST_F(PersonMergeTest, MergesFollowEachOther) {
  ASSERT_THAT(CreatePerson(server_, "third", WithoutNumber("肖莉")), IsOk());
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  ASSERT_THAT(Merge(server_, "persons/third", "persons/xiao"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->name(), "persons/third");
  EXPECT_THAT(Unmerge(server_, "persons/twin"), FailsWith(StatusCode::kFailedPrecondition, "UNMERGE_REFUSED"));
  ASSERT_THAT(Unmerge(server_, "persons/xiao"), IsOk());
  ASSERT_THAT(Unmerge(server_, "persons/twin"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->name(), "persons/twin");
}

TEST_F(PersonMergeTest, UndoneBothAreAsTheyWere) {
  const auto xiao = GetPerson(server_, "persons/xiao");
  const auto twin = GetPerson(server_, "persons/twin");
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  ASSERT_THAT(Unmerge(server_, "persons/twin"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/xiao")->SerializeAsString(), xiao->SerializeAsString());
  EXPECT_EQ(GetPerson(server_, "persons/twin")->SerializeAsString(), twin->SerializeAsString());
  EXPECT_THAT(Unmerge(server_, "persons/twin"), StatusIs(StatusCode::kNotFound));
  v1::Person again = Doctor();
  again.set_display_name("萧丽");
  const auto refused = CreatePerson(server_, "third", again);
  EXPECT_THAT(refused.status().ToString(), testing::HasSubstr("persons/twin")) << "it has its number back";
}

TEST_F(PersonMergeTest, AMergedPersonIsNotWrittenTo) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/twin");
  update.mutable_person()->set_specialty("骨科");
  EXPECT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update),
              FailsWith(StatusCode::kFailedPrecondition, "PERSON_MERGED"));
  v1::UndeletePersonRequest undelete;
  undelete.set_name("persons/twin");
  EXPECT_THAT(Call(server_.persons(), &Stub::UndeletePerson, undelete),
              FailsWith(StatusCode::kFailedPrecondition, "PERSON_MERGED"));
  EXPECT_THAT(Merge(server_, "persons/twin", "persons/xiao"),
              FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
}

TEST_F(PersonMergeTest, ChangesAfterTheMergeAreLostOnlyOnRequest) {
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  v1::UpdatePersonRequest update;
  update.mutable_person()->set_name("persons/xiao");
  update.mutable_person()->set_specialty("骨科");
  ASSERT_THAT(Call(server_.persons(), &Stub::UpdatePerson, update), IsOk());
  EXPECT_THAT(Unmerge(server_, "persons/twin"), FailsWith(StatusCode::kFailedPrecondition, "UNMERGE_REFUSED"));
  EXPECT_THAT(Unmerge(server_, "persons/twin", /*discard=*/true), IsOk());
}

// 肖丽 gets another number after the merge, and a third person hers.
TEST_F(PersonMergeTest, AnUndoGivesNobodyTheNumberOfAnother) {
  ASSERT_THAT(CreatePerson(server_, "other", WithoutNumber("肖莉")), IsOk());
  ASSERT_THAT(Merge(server_, "persons/twin", "persons/xiao"), IsOk());
  v1::Person renumbered = Doctor();
  renumbered.set_name("persons/twin");
  renumbered.mutable_private_fields()->mutable_id_document()->set_number("990824198501019990");
  ASSERT_THAT(UpdatePerson(server_, renumbered, {"private_fields.id_document"}), IsOk());
  ASSERT_THAT(CreatePerson(server_, "third", Doctor()), IsOk());
  const auto refused = Unmerge(server_, "persons/xiao", /*discard=*/true);
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "UNMERGE_REFUSED"));
  EXPECT_THAT(refused.status().ToString(), testing::HasSubstr("persons/third"));
  ASSERT_THAT(DeletePerson(server_, "persons/third"), IsOk());
  EXPECT_THAT(Unmerge(server_, "persons/xiao", /*discard=*/true), IsOk());
  EXPECT_THAT(CreatePerson(server_, "fourth", renumbered), IsOk()) << "the number that the undo gave up is free";
}

TEST_F(PersonMergeTest, MergesAreUndoneFromTheLastOn) {
  ASSERT_THAT(CreatePerson(server_, "third", WithoutNumber("肖莉")), IsOk());
  ASSERT_THAT(CreatePerson(server_, "fourth", WithoutNumber("肖力")), IsOk());
  ASSERT_THAT(Merge(server_, "persons/third", "persons/fourth"), IsOk());
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/twin"), IsOk());
  ASSERT_THAT(Merge(server_, "persons/xiao", "persons/third"), IsOk());
  const auto refused = Unmerge(server_, "persons/twin", /*discard=*/true);
  EXPECT_THAT(refused, FailsWith(StatusCode::kFailedPrecondition, "UNMERGE_REFUSED"));
  EXPECT_THAT(refused.status().ToString(), testing::HasSubstr("in this order, persons/third"));
  EXPECT_THAT(refused.status().ToString(), testing::Not(testing::HasSubstr("persons/fourth")));
  EXPECT_THAT(GetPerson(server_, "persons/xiao")->aliases(), ElementsAre("萧丽", "肖莉", "肖力"));
  ASSERT_THAT(Unmerge(server_, "persons/third"), IsOk());
  ASSERT_THAT(Unmerge(server_, "persons/twin"), IsOk());
  EXPECT_EQ(GetPerson(server_, "persons/fourth")->name(), "persons/third");
  ASSERT_THAT(Unmerge(server_, "persons/fourth"), IsOk());
  EXPECT_THAT(Listed(), ElementsAre("persons/fourth", "persons/third", "persons/twin", "persons/xiao"));
}

// Each into the next, as far as that goes: the first name still leads to the last.
TEST_F(PersonMergeTest, AChainAsLongAsMayBeIsFollowedToItsEnd) {
  const auto name = [](int i) { return absl::StrCat("persons/p", i); };
  v1::Person person = WithoutNumber("肖丽");
  for (int i = 0; i <= kMergedPersonsMax + 1; ++i) {
    ASSERT_THAT(CreatePerson(server_, absl::StrCat("p", i), person), IsOk());
    if (i == 0) continue;
    const auto merged = Merge(server_, name(i), name(i - 1));
    if (i <= kMergedPersonsMax) {
      ASSERT_THAT(merged, IsOk());
    } else {
      EXPECT_THAT(merged, FailsWith(StatusCode::kFailedPrecondition, "MERGE_REFUSED"));
    }
  }
  EXPECT_EQ(GetPerson(server_, name(0))->name(), name(kMergedPersonsMax));
  v1::GetPersonDossierRequest dossier;
  dossier.set_name(name(0));
  dossier.set_reason("本人申请查阅");
  const auto answered = Call(server_.persons(), &Stub::GetPersonDossier, dossier);
  ASSERT_THAT(answered, IsOk());
  EXPECT_EQ(answered->person().name(), name(kMergedPersonsMax));
}

// Rows that no merge makes.
TEST_F(PersonMergeTest, OfAChainWithoutEndTheLastReachedIsRead) {
  const Tables tables;
  for (int i = 0; i <= kMergesFollowedMax + 5; ++i) {
    PersonRecord record;
    record.mutable_person()->set_name(absl::StrCat("persons/p", i));
    record.mutable_person()->set_merged_into(absl::StrCat("persons/p", i + 1));
    ASSERT_THAT(Commit(server_.store(), [&](store::Transaction& txn) { return tables.persons.Put(txn, record); }),
                IsOk());
  }
  const auto read = GetPerson(server_, "persons/p0");
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->name(), absl::StrCat("persons/p", kMergesFollowedMax));
}

// `count` characters with more than one reading each: they make the most search keys.
std::string LongName(int count, int i) {
  constexpr std::array<absl::string_view, 8> kPolyphones = {"曾", "单", "乐", "仇", "解", "查", "盖", "区"};
  std::string name;
  for (int j = 0; j < count; ++j) absl::StrAppend(&name, kPolyphones.at(static_cast<size_t>(i + j * (i + 1)) % 8));
  return name;
}

// Half of what the lists of one person may hold, in the longest words; `half` is 0 or 1.
v1::Person LargeHalf(int half) {
  v1::Person person;
  person.set_category(v1::PERSON_CATEGORY_DOCTOR);
  person.set_display_name(LongName(100, half));
  for (int i = 0; i < (kAliasesMax - 1) / 2 + half; ++i) person.add_aliases(LongName(100 - i, 2 + half));
  for (int i = 0; i < kEmploymentsMax / 2; ++i) {
    auto& employment = *person.add_employments();
    employment.set_organization(absl::StrCat("organizations/o", half * kEmploymentsMax / 2 + i));
    employment.set_position(LongName(20, i));
  }
  for (int i = 0; i < kLicencesMax / 2; ++i) {
    auto& licence = *person.add_licences();
    licence.set_kind(v1::Licence::KIND_NURSE);
    licence.set_number(absl::StrCat("2019510000", half, i));
    licence.set_valid_to(absl::StrCat("203", half, "-02-1", i));
  }
  for (int i = 0; i < kTitlesMax / 2; ++i) {
    auto& title = *person.add_titles();
    title.set_level(v1::TITLE_LEVEL_SENIOR);
    title.set_title(LongName(40 - i, half));
  }
  return person;
}

TEST_F(PersonMergeTest, TheLargestThereAreFitIntoEveryCommand) {
  for (int i = 0; i < kEmploymentsMax; ++i)
    ASSERT_THAT(CreateOrganization(server_, absl::StrCat("o", i), Hospital()), IsOk());
  ASSERT_THAT(CreatePerson(server_, "one", LargeHalf(0)), IsOk());
  ASSERT_THAT(CreatePerson(server_, "two", LargeHalf(1)), IsOk());
  const auto merged = Merge(server_, "persons/one", "persons/two");
  ASSERT_THAT(merged, IsOk());
  EXPECT_EQ(merged->aliases_size(), kAliasesMax);
  EXPECT_EQ(merged->employments_size(), kEmploymentsMax);
  EXPECT_EQ(merged->licences_size(), kLicencesMax);
  v1::Person renamed = *merged;
  renamed.set_display_name(LongName(99, 6));
  renamed.clear_aliases();
  for (int i = 0; i < kAliasesMax; ++i) renamed.add_aliases(LongName(98 - i, 6));
  ASSERT_THAT(UpdatePerson(server_, renamed, {"display_name", "aliases"}), IsOk());
  ASSERT_THAT(Unmerge(server_, "persons/two", /*discard=*/true), IsOk());
  ASSERT_THAT(Merge(server_, "persons/one", "persons/two"), IsOk());
  ASSERT_THAT(DeletePerson(server_, "persons/one"), IsOk());
}

TEST_F(PersonMergeTest, ATryChangesNothing) {
  v1::MergePersonsRequest request = Request("persons/xiao", "persons/twin");
  request.set_validate_only(true);
  ASSERT_THAT(Call(server_.persons(), &Stub::MergePersons, request), IsOk());
  EXPECT_THAT(Listed(), ElementsAre("persons/twin", "persons/xiao"));
}

}  // namespace
}  // namespace jiedui::registry
