// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/private_fields.h"

#include <gmock/gmock.h>

#include <string>

#include "registry_service/domain/mask.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::HasSubstr;
using testing::Not;
using v1::PrivateFields;

const PlainSeal kSeal("key");

PrivateFields Fields(const std::string& number, const std::string& mobile) {
  PrivateFields fields;
  if (!number.empty()) {
    fields.mutable_id_document()->set_kind(v1::IdDocument::KIND_RESIDENT_ID);
    fields.mutable_id_document()->set_number(number);
  }
  fields.set_mobile(mobile);
  return fields;
}

// As a caller does: with the index of a document that is there in full.
absl::Status Reseal(const PrivateFields& wanted, const PrivateSeal& seal, PersonRecord& record) {
  const bool in_full = wanted.has_id_document() && !IsMasked(wanted.id_document().number());
  return ResealPrivateFields(wanted, in_full ? seal.BlindIndex(wanted.id_document()) : "", seal, record);
}

// A record that holds `fields`.
PersonRecord RecordWith(const PrivateFields& fields) {
  PersonRecord record;
  EXPECT_THAT(Reseal(fields, kSeal, record), IsOk());
  return record;
}

// What a record holds, in full: "number mobile".
std::string HeldBy(const PersonRecord& record) {
  if (record.sealed_private().empty()) return "nothing";
  const auto fields = kSeal.Open(record.sealed_private());
  EXPECT_THAT(fields, IsOk());
  return fields->id_document().number() + " " + fields->mobile();
}

absl::Status Check(const PrivateFields& fields, bool allow_synthetic) {
  FieldChecks checks;
  CheckPrivateFields(NormalizedPrivateFields(fields), {.seal = kSeal, .allow_synthetic_ids = allow_synthetic}, checks);
  return checks.ToStatus();
}

TEST(CheckPrivateFields, NamesBothFieldsAndNeverTheirValues) {
  const absl::Status status = Check(Fields("990824198808088887", "12345678901"), true);
  EXPECT_THAT(status.ToString(), HasSubstr("person.private_fields.id_document.number"));
  EXPECT_THAT(status.ToString(), HasSubstr("person.private_fields.mobile"));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("990824")));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("12345678901")));
}

TEST(CheckPrivateFields, AbsentFieldsAreFine) { EXPECT_THAT(Check(PrivateFields(), false), IsOk()); }

TEST(CheckPrivateFields, SyntheticNumbersNeedTheRule) {
  EXPECT_THAT(Check(Fields("990824198808088886", ""), true), IsOk());
  EXPECT_THAT(Check(Fields("990824198808088886", ""), false), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ResealPrivateFields, SetsAllThreeForms) {
  const PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  EXPECT_EQ(HeldBy(record), "990824198808088886 15412345678");
  EXPECT_EQ(record.person().private_fields().id_document().number(), "990824********8886");
  EXPECT_EQ(record.person().private_fields().mobile(), "154****5678");
  EXPECT_EQ(record.id_blind_index(), kSeal.BlindIndex(Fields("990824198808088886", "").id_document()));
}

TEST(ResealPrivateFields, NothingLeavesNothing) {
  PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  EXPECT_THAT(Reseal(PrivateFields(), kSeal, record), IsOk());
  EXPECT_EQ(record.SerializeAsString(), PersonRecord().SerializeAsString() + std::string("\x0A\0", 2));
  EXPECT_FALSE(record.person().has_private_fields());
}

TEST(ResealPrivateFields, MasksWrittenBackMeanAsItIs) {
  PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  const std::string before = record.SerializeAsString();
  EXPECT_THAT(Reseal(Fields("990824********8886", "154****5678"), kSeal, record), IsOk());
  EXPECT_EQ(record.SerializeAsString(), before);
}

TEST(ResealPrivateFields, ANumberOf15DigitsIsKeptBesideThe18ItStandsFor) {
  const PrivateFields old_number = NormalizedPrivateFields(Fields("990824850101999", ""));
  PersonRecord record = RecordWith(old_number);
  const auto original = [&record] { return kSeal.Open(record.sealed_private())->id_document().original_number(); };
  EXPECT_EQ(HeldBy(record), "990824198501019990 ");
  EXPECT_EQ(original(), "990824850101999");
  EXPECT_EQ(record.person().private_fields().id_document().original_number(), "990*********999");
  const std::string before = record.SerializeAsString();
  // Told again in either form, or as it was answered, it stays; what a client makes up does not come in.
  for (PrivateFields again :
       {Fields("990824198501019990", ""), Fields("990824850101999", ""), record.person().private_fields()}) {
    EXPECT_THAT(Reseal(NormalizedPrivateFields(again), kSeal, record), IsOk());
    EXPECT_EQ(record.SerializeAsString(), before);
  }
  PrivateFields made_up = Fields("990824198808088886", "");
  made_up.mutable_id_document()->set_original_number("990824850101999");
  EXPECT_THAT(Reseal(NormalizedPrivateFields(made_up), kSeal, record), IsOk());
  EXPECT_EQ(original(), "");
}

TEST(ResealPrivateFields, AMaskBesideANewNumberKeepsWhatItHides) {
  PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  EXPECT_THAT(Reseal(Fields("990824********8886", "15487654321"), kSeal, record), IsOk());
  EXPECT_EQ(HeldBy(record), "990824198808088886 15487654321");
  EXPECT_EQ(record.id_blind_index(), kSeal.BlindIndex(Fields("990824198808088886", "").id_document()));
  EXPECT_THAT(Reseal(Fields("11010519491231002X", "154****4321"), kSeal, record), IsOk());
  EXPECT_EQ(HeldBy(record), "11010519491231002X 15487654321");
  EXPECT_EQ(record.id_blind_index(), kSeal.BlindIndex(Fields("11010519491231002X", "").id_document()));
}

TEST(ResealPrivateFields, AMaskWithoutTheOtherFieldClearsThatOne) {
  PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  EXPECT_THAT(Reseal(Fields("990824********8886", ""), kSeal, record), IsOk());
  EXPECT_EQ(HeldBy(record), "990824198808088886 ");
}

TEST(ResealPrivateFields, AForeignMaskIsNeverStored) {
  PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  const std::string before = record.SerializeAsString();
  for (const auto& [number, mobile] : {std::pair{"990824********8887", "154****5678"},
                                       std::pair{"990824********8886", "154****5679"}, std::pair{"*", ""}})
    EXPECT_THAT(Reseal(Fields(number, mobile), kSeal, record),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("masked")));
  EXPECT_EQ(record.SerializeAsString(), before);
}

TEST(ResealPrivateFields, AMaskOfAnotherKindOfDocumentIsForeign) {
  PersonRecord record = RecordWith(Fields("990824198808088886", ""));
  PrivateFields wanted = Fields("990824********8886", "");
  wanted.mutable_id_document()->set_kind(v1::IdDocument::KIND_PASSPORT);
  EXPECT_THAT(Reseal(wanted, kSeal, record), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ResealPrivateFields, AMaskWhereNothingIsStoredIsForeign) {
  PersonRecord record;
  EXPECT_THAT(Reseal(Fields("990824********8886", ""), kSeal, record), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Reseal(Fields("", "154****5678"), kSeal, record), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ResealPrivateFields, EqualNumbersKeepTheirSeal) {
  PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  const std::string before = record.SerializeAsString();
  EXPECT_THAT(Reseal(Fields("990824198808088886", "15412345678"), kSeal, record), IsOk());
  EXPECT_EQ(record.SerializeAsString(), before);
}

TEST(ResealPrivateFields, ADamagedSealIsDataLossWhereItMustBeOpened) {
  PersonRecord record = RecordWith(Fields("990824198808088886", "15412345678"));
  record.set_sealed_private("\x07");
  EXPECT_THAT(Reseal(Fields("990824********8886", "15487654321"), kSeal, record),
              StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::registry
