// SPDX-License-Identifier: Apache-2.0
#include "registry_service/store/facts.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "common/store/memory/memory_store.h"
#include "tests/registry_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FactsTest : public testing::Test {
 protected:
  void PutOrganization(const std::string& id, bool deleted) {
    OrganizationRecord record;
    record.mutable_organization()->set_name("organizations/" + id);
    if (deleted) record.mutable_organization()->mutable_delete_time()->set_seconds(1);
    ASSERT_THAT(
        Commit(*store_, [&](store::Transaction& txn) { return registry::PutOrganization(txn, tables_, {}, record); }),
        IsOk());
  }

  // A person employed at `organizations`, who holds the blind index "index".
  void PutPerson(const std::string& id, const std::vector<std::string>& organizations) {
    PersonRecord record;
    *record.mutable_person() = Draft(id, organizations).person;
    record.set_id_blind_index("index");
    ASSERT_THAT(Commit(*store_, [&](store::Transaction& txn) { return registry::PutPerson(txn, tables_, {}, record); }),
                IsOk());
  }

  static PersonDraft Draft(const std::string& id, const std::vector<std::string>& organizations) {
    PersonDraft draft;
    draft.person.set_name("persons/" + id);
    for (const std::string& organization : organizations)
      draft.person.add_employments()->set_organization("organizations/" + organization);
    return draft;
  }

  PersonFacts FactsOf(const PersonDraft& draft) {
    PersonFacts facts;
    EXPECT_THAT(Commit(*store_,
                       [&](store::Transaction& txn) {
                         auto loaded = LoadFacts(txn, tables_, draft);
                         if (loaded.ok()) facts = *loaded;
                         return loaded.status();
                       }),
                IsOk());
    return facts;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

TEST_F(FactsTest, OfAnEmptyStoreAreEmpty) {
  const PersonFacts facts = FactsOf(Draft("zhang", {}));
  EXPECT_EQ(facts.current, std::nullopt);
  EXPECT_EQ(facts.id_holder, "");
  EXPECT_THAT(facts.missing_organizations, IsEmpty());
}

TEST_F(FactsTest, NameOrganizationsThatAreMissingOrDeleted) {
  PutOrganization("there", false);
  PutOrganization("gone", true);
  EXPECT_THAT(FactsOf(Draft("zhang", {"there", "gone", "never", "never"})).missing_organizations,
              ElementsAre("organizations/gone", "organizations/never"));
}

TEST_F(FactsTest, AskForNewEmployersOnly) {
  PutPerson("zhang", {"closed-since"});
  EXPECT_THAT(FactsOf(Draft("zhang", {"closed-since", "never"})).missing_organizations,
              ElementsAre("organizations/never"));
}

TEST_F(FactsTest, NameTheHolderOfTheDraftsNumber) {
  PutPerson("zhang", {});
  PersonDraft draft = Draft("li", {});
  draft.id_blind_index = "index";
  EXPECT_EQ(FactsOf(draft).id_holder, "persons/zhang");
  draft.id_blind_index = "other";
  EXPECT_EQ(FactsOf(draft).id_holder, "");
}

TEST_F(FactsTest, HoldTheCurrentRecord) {
  PutPerson("zhang", {"a"});
  const PersonFacts facts = FactsOf(Draft("zhang", {}));
  ASSERT_TRUE(facts.current.has_value());
  EXPECT_EQ(facts.current->person().employments(0).organization(), "organizations/a");
}

TEST_F(FactsTest, ForARestoreNameWhoHoldsWhatThePersonHeld) {
  PutPerson("zhang", {});
  PersonFacts facts;
  ASSERT_THAT(Commit(*store_,
                     [&](store::Transaction& txn) {
                       auto loaded = LoadPersonFacts(txn, tables_, {.name = "persons/zhang"});
                       if (loaded.ok()) facts = *loaded;
                       return loaded.status();
                     }),
              IsOk());
  EXPECT_EQ(facts.id_holder, "persons/zhang");
}

TEST_F(FactsTest, OfAPairAskForBothOrganizations) {
  PutOrganization("east", false);
  OrganizationPairDraft draft;
  draft.pair.set_name("organizationPairs/p");
  draft.pair.set_east_organization("organizations/east");
  draft.pair.set_west_organization("organizations/west");
  ASSERT_THAT(Commit(*store_,
                     [&](store::Transaction& txn) {
                       const auto facts = LoadFacts(txn, tables_, draft);
                       EXPECT_THAT(facts->missing_organizations, ElementsAre("organizations/west"));
                       return facts.status();
                     }),
              IsOk());
}

TEST_F(FactsTest, ADamagedRowIsDataLoss) {
  ASSERT_THAT(Commit(*store_,
                     [](store::Transaction& txn) {
                       return txn.PutRow({.key = "p/zhang", .before = std::nullopt, .after = "\xff\xff damaged"});
                     }),
              IsOk());
  EXPECT_THAT(
      Commit(*store_, [&](store::Transaction& txn) { return LoadFacts(txn, tables_, Draft("zhang", {})).status(); }),
      StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(FactsTest, StampIsThatOfTheCommit) {
  Stamp stamp;
  ASSERT_THAT(Commit(*store_,
                     [&](store::Transaction& txn) {
                       stamp = StampOf(txn);
                       return absl::OkStatus();
                     }),
              IsOk());
  EXPECT_EQ(stamp.now, clock_.Now());
  EXPECT_EQ(stamp.revision, 1U);
  EXPECT_EQ(stamp.actor, "tester");
}

}  // namespace
}  // namespace jiedui::registry
