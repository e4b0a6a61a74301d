// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/person.h"

#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "registry_service/domain/limits.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using google::protobuf::FieldMask;
using testing::HasSubstr;
using testing::Not;
using v1::Person;

const PlainSeal kSeal("key");
const PrivateRules kRules{.seal = kSeal, .allow_synthetic_ids = true};

constexpr absl::Duration kRetention = absl::Hours(24);

Stamp StampAt(uint64_t revision) {
  return {.now = absl::FromUnixSeconds(static_cast<int64_t>(revision)), .revision = revision, .actor = "tester"};
}

Person Zhang() {
  Person person;
  person.set_name("persons/zhang");
  person.set_display_name("张三");
  person.set_category(v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  auto& document = *person.mutable_private_fields()->mutable_id_document();
  document.set_kind(v1::IdDocument::KIND_RESIDENT_ID);
  document.set_number("990824198808088886");
  person.mutable_private_fields()->set_mobile("15412345678");
  person.add_employments()->set_organization("organizations/wps");
  return person;
}

PersonDraft DraftOf(const Person& person) {
  auto draft = ParsePerson(person, kRules);
  EXPECT_THAT(draft, IsOk());
  return *std::move(draft);
}

// Zhang as registered at revision 1.
PersonRecord Registered() {
  const auto record = Register(DraftOf(Zhang()), {}, kSeal, StampAt(1));
  EXPECT_THAT(record, IsOk());
  return *record;
}

PersonFacts FactsWith(const PersonRecord& record) { return {.current = record}; }

FieldMask Mask(const std::vector<std::string>& paths) {
  FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

// Zhang with one thing wrong: the status of parsing it.
absl::Status ParseWith(const std::function<void(Person&)>& change) {
  Person person = Zhang();
  change(person);
  return ParsePerson(person, kRules).status();
}

TEST(ParsePerson, NormalisesNamesAndNumbers) {
  Person person = Zhang();
  person.set_display_name(" 阿依 • 古丽 ");
  person.add_aliases("阿 依");
  person.set_specialty(" 骨科\u3000");
  person.mutable_private_fields()->mutable_id_document()->set_number("11010519491231002x");
  person.mutable_private_fields()->set_mobile("+86 154-1234-5678");
  const PersonDraft draft = DraftOf(person);
  EXPECT_EQ(draft.person.display_name(), "阿依·古丽");
  EXPECT_EQ(draft.person.aliases(0), "阿依");
  EXPECT_EQ(draft.person.specialty(), "骨科");
  EXPECT_EQ(draft.person.private_fields().id_document().number(), "11010519491231002X");
  EXPECT_EQ(draft.person.private_fields().mobile(), "15412345678");
}

TEST(ParsePerson, IndexesAFullNumberOnly) {
  EXPECT_EQ(DraftOf(Zhang()).id_blind_index, kSeal.BlindIndex(Zhang().private_fields().id_document()));
  Person masked = Zhang();
  masked.mutable_private_fields()->mutable_id_document()->set_number("990824********8886");
  EXPECT_EQ(DraftOf(masked).id_blind_index, "");
  Person without = Zhang();
  without.clear_private_fields();
  EXPECT_EQ(DraftOf(without).id_blind_index, "");
}

TEST(ParsePerson, WrongFieldsAreNamedByTheirPath) {
  const auto end_first = [](Person& p) {
    p.mutable_employments(0)->set_start_date("2021-02-01");
    p.mutable_employments(0)->set_end_date("2021-01-31");
  };
  EXPECT_THAT(ParseWith(end_first),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.employments[0].end_date")));
  const auto licence = [](Person& p) {
    p.add_licences();
    p.add_licences()->set_valid_from("2021-02-01");
    p.mutable_licences(1)->set_valid_to("2020-02-01");
  };
  EXPECT_THAT(ParseWith(licence),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.licences[1].valid_to")));
  const auto roles = [](Person& p) {
    p.add_roles(v1::ROLE_TRAINEE);
    p.add_roles(v1::ROLE_TRAINEE);
  };
  EXPECT_THAT(ParseWith(roles), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.roles[1]")));
  const auto no_role = [](Person& p) { p.add_roles(v1::ROLE_UNSPECIFIED); };
  EXPECT_THAT(ParseWith(no_role), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.roles[0]")));
}

TEST(ParsePerson, ALicenceNumberTellsNoIdentityNumber) {
  const auto qualification = [](Person& p) {
    p.add_licences()->set_number("110330110000123");
    p.add_licences()->set_number("2021510000990824198808088886");
  };
  const absl::Status refused = ParseWith(qualification);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.licences[1].number")));
  EXPECT_THAT(refused.ToString(), Not(HasSubstr("licences[0]")));
  EXPECT_THAT(refused.ToString(), Not(HasSubstr("990824198808088886")));
}

TEST(ParsePerson, ANameIsMoreThanPunctuation) {
  EXPECT_THAT(ParseWith([](Person& p) { p.set_display_name("···"); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.display_name")));
  EXPECT_THAT(ParseWith([](Person& p) { p.set_display_name("张\u200B三"); }), IsOk());
}

TEST(ParsePerson, NobodyIsBornTomorrow) {
  Person person = Zhang();
  person.set_birth_date("1988-08-08");
  EXPECT_THAT(ParsePerson(person, kRules, "1988-08-08"), IsOk());
  const absl::Status early = ParsePerson(person, kRules, "1988-08-07").status();
  EXPECT_THAT(early, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.birth_date: lies ahead")));
  EXPECT_THAT(early.ToString(), HasSubstr("person.private_fields.id_document.number"));
  person.mutable_private_fields()->mutable_id_document()->set_kind(v1::IdDocument::KIND_PASSPORT);
  person.clear_birth_date();
  EXPECT_THAT(ParsePerson(person, kRules, "1988-08-07"), IsOk()) << "a passport tells no date";
}

TEST(ParsePerson, AliasesThatBecomeEqualAreRepetitions) {
  const auto dots = [](Person& p) {
    p.add_aliases("阿依•古丽");
    p.add_aliases("阿依.古丽");
  };
  EXPECT_THAT(ParseWith(dots), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.aliases[1]")));
  EXPECT_THAT(ParseWith([](Person& p) { p.add_aliases(" "); }),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("person.aliases[0]")));
}

TEST(ParsePerson, AllWrongFieldsAreReportedTogether) {
  const absl::Status status = ParseWith([](Person& p) {
    p.add_roles(v1::ROLE_UNSPECIFIED);
    p.mutable_private_fields()->set_mobile("1");
    p.mutable_private_fields()->mutable_id_document()->set_number("1");
  });
  for (const char* field :
       {"person.roles[0]", "person.private_fields.mobile", "person.private_fields.id_document.number"})
    EXPECT_THAT(status.ToString(), HasSubstr(field));
}

TEST(ParsePerson, SexAndBirthDateThatContradictTheNumberAreAccepted) {
  EXPECT_THAT(ParseWith([](Person& p) {
                p.set_sex(v1::SEX_MALE);
                p.set_birth_date("1990-01-01");
              }),
              IsOk());
}

TEST(Register, StampsMasksAndSeals) {
  const PersonRecord record = Registered();
  EXPECT_EQ(record.person().etag(), "1");
  EXPECT_EQ(record.person().create_time().seconds(), 1);
  EXPECT_EQ(record.creator(), "tester");
  EXPECT_EQ(record.person().private_fields().id_document().number(), "990824********8886");
  EXPECT_EQ(HeldIdentity(record), kSeal.BlindIndex(Zhang().private_fields().id_document()));
  EXPECT_THAT(record.person().SerializeAsString(), testing::Not(HasSubstr("19880808")));
}

TEST(Register, TakenIdIsRefused) {
  EXPECT_THAT(Register(DraftOf(Zhang()), FactsWith(Registered()), kSeal, StampAt(2)),
              FailsWith(absl::StatusCode::kAlreadyExists, "ID_TAKEN"));
}

TEST(Register, TakenIdentityNumberIsRefusedNamingItsHolder) {
  const auto record = Register(DraftOf(Zhang()), {.id_holder = "persons/li"}, kSeal, StampAt(2));
  EXPECT_THAT(record, FailsWith(absl::StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
  EXPECT_THAT(record, StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("persons/li")));
}

TEST(Register, MissingEmployerIsRefused) {
  EXPECT_THAT(Register(DraftOf(Zhang()), {.missing_organizations = {"organizations/wps"}}, kSeal, StampAt(2)),
              FailsWith(absl::StatusCode::kFailedPrecondition, "ORGANIZATION_MISSING"));
}

TEST(Register, AMaskIsNoNumber) {
  Person masked = Zhang();
  masked.mutable_private_fields()->set_mobile("154****5678");
  EXPECT_THAT(Register(DraftOf(masked), {}, kSeal, StampAt(2)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "person.private_fields.mobile: is masked and not what is stored: send it in full, or leave it "
                       "out"));
}

TEST(Revise, ChangesTheNamedFieldsOnly) {
  Person patch = Zhang();
  patch.set_display_name("张四");
  patch.set_specialty("内科");
  const auto record = Revise(DraftOf(patch), Mask({"specialty"}), FactsWith(Registered()), kSeal, StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->person().display_name(), "张三");
  EXPECT_EQ(record->person().specialty(), "内科");
  EXPECT_EQ(record->person().etag(), "2");
  EXPECT_EQ(record->person().create_time().seconds(), 1);
  EXPECT_EQ(record->sealed_private(), Registered().sealed_private());
}

TEST(Revise, AFormerNameIsKeptWithWhenWhoAndWhy) {
  PersonDraft draft = DraftOf(Zhang());
  draft.person.set_display_name("章三");
  draft.reason = "按户口簿";
  const auto renamed = Revise(draft, Mask({"display_name"}), FactsWith(Registered()), kSeal, StampAt(2));
  ASSERT_THAT(renamed, IsOk());
  ASSERT_EQ(renamed->former_names_size(), 1);
  EXPECT_EQ(renamed->former_names(0).display_name(), "张三");
  EXPECT_EQ(renamed->former_names(0).reason(), "按户口簿");
  EXPECT_EQ(renamed->former_names(0).actor(), "tester");
  EXPECT_EQ(renamed->former_names(0).change_time().seconds(), 2);
  const auto again = Revise(draft, Mask({"display_name"}), FactsWith(*renamed), kSeal, StampAt(3));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->former_names_size(), 1) << "nothing changed";
}

TEST(Register, HowANameWasEnteredIsKept) {
  Person person = Zhang();
  person.set_display_name("阿依古丽•买买提");
  const auto record = Register(DraftOf(person), {}, kSeal, StampAt(1));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->person().display_name(), "阿依古丽\u00B7买买提");
  EXPECT_EQ(record->entered_name(), "阿依古丽•买买提");
  EXPECT_EQ(Registered().entered_name(), "") << "it was entered as it is stored";
  // The same name in another spelling changes nothing; another name, entered well, leaves nothing to keep.
  person.set_display_name("阿依古丽.买买提");
  const auto again = Revise(DraftOf(person), Mask({"display_name"}), FactsWith(*record), kSeal, StampAt(2));
  EXPECT_EQ(again->SerializeAsString(), record->SerializeAsString());
  const auto renamed = Revise(DraftOf(Zhang()), Mask({"display_name"}), FactsWith(*record), kSeal, StampAt(2));
  EXPECT_EQ(renamed->entered_name(), "");
}

TEST(Revise, OnlyTheLatestFormerNamesAreKept) {
  PersonRecord record = Registered();
  for (int i = 0; i <= kFormerNamesMax; ++i) {
    PersonDraft draft = DraftOf(Zhang());
    draft.person.set_display_name(absl::StrCat("张三", i));
    draft.person.clear_aliases();
    const auto renamed = Revise(draft, Mask({"display_name", "aliases"}), FactsWith(record), kSeal, StampAt(2));
    ASSERT_THAT(renamed, IsOk());
    record = *renamed;
  }
  ASSERT_EQ(record.former_names_size(), kFormerNamesMax);
  EXPECT_EQ(record.former_names(0).display_name(), "张三0");
}

TEST(Revise, WritingBackWhatWasReadChangesNothing) {
  const PersonRecord before = Registered();
  for (const FieldMask& mask : {Mask({}), Mask({"*"}), Mask({"private_fields"})}) {
    const auto record = Revise(DraftOf(before.person()), mask, FactsWith(before), kSeal, StampAt(2));
    ASSERT_THAT(record, IsOk());
    EXPECT_EQ(record->SerializeAsString(), before.SerializeAsString());
  }
}

TEST(Revise, WholeResourceClearsWhatIsLeftOut) {
  Person bare;
  bare.set_name("persons/zhang");
  bare.set_display_name("张三");
  bare.set_category(v1::PERSON_CATEGORY_NURSE);
  const auto record = Revise(DraftOf(bare), Mask({"*"}), FactsWith(Registered()), kSeal, StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->person().employments_size(), 0);
  EXPECT_FALSE(record->person().has_private_fields());
  EXPECT_EQ(HeldIdentity(*record), "");
  EXPECT_EQ(record->sealed_private(), "");
}

TEST(Revise, PhoneAloneKeepsTheIdentityNumber) {
  Person patch;
  patch.set_name("persons/zhang");
  patch.mutable_private_fields()->set_mobile("15487654321");
  for (const FieldMask& mask : {Mask({}), Mask({"private_fields.mobile"})}) {
    const auto record = Revise(DraftOf(patch), mask, FactsWith(Registered()), kSeal, StampAt(2));
    ASSERT_THAT(record, IsOk());
    EXPECT_EQ(HeldIdentity(*record), HeldIdentity(Registered()));
    EXPECT_EQ(kSeal.Open(record->sealed_private())->mobile(), "15487654321");
    EXPECT_EQ(kSeal.Open(record->sealed_private())->id_document().number(), "990824198808088886");
  }
}

TEST(Revise, HalfAnIdentityDocumentIsRefused) {
  EXPECT_THAT(
      Revise(DraftOf(Zhang()), Mask({"private_fields.id_document.number"}), FactsWith(Registered()), kSeal, StampAt(2)),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("update_mask")));
}

TEST(Revise, ANewNumberMustBeFree) {
  Person patch = Zhang();
  patch.mutable_private_fields()->mutable_id_document()->set_number("11010519491231002X");
  PersonFacts facts = FactsWith(Registered());
  facts.id_holder = "persons/li";
  EXPECT_THAT(Revise(DraftOf(patch), Mask({"private_fields"}), facts, kSeal, StampAt(2)),
              FailsWith(absl::StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
}

TEST(Revise, ATakenNumberThatTheMaskLeavesOutIsNoMatter) {
  Person patch = Zhang();
  patch.set_specialty("内科");
  patch.mutable_private_fields()->mutable_id_document()->set_number("11010519491231002X");
  PersonFacts facts = FactsWith(Registered());
  facts.id_holder = "persons/li";
  EXPECT_THAT(Revise(DraftOf(patch), Mask({"specialty"}), facts, kSeal, StampAt(2)), IsOk());
}

TEST(Revise, RefusesWhatIsGoneOldOrUnknown) {
  EXPECT_THAT(Revise(DraftOf(Zhang()), Mask({}), {}, kSeal, StampAt(2)), StatusIs(absl::StatusCode::kNotFound));
  Person old = Zhang();
  old.set_etag("0");
  EXPECT_THAT(Revise(DraftOf(old), Mask({}), FactsWith(Registered()), kSeal, StampAt(2)),
              FailsWith(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(Revise(DraftOf(Zhang()), Mask({"nonsense"}), FactsWith(Registered()), kSeal, StampAt(2)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("update_mask")));
  const auto removed = Remove({.name = "persons/zhang"}, FactsWith(Registered()), kRetention, StampAt(2));
  EXPECT_THAT(Revise(DraftOf(Zhang()), Mask({}), FactsWith(*removed), kSeal, StampAt(3)),
              FailsWith(absl::StatusCode::kFailedPrecondition, "RESOURCE_DELETED"));
}

TEST(Remove, MarksAndLetsGoOfTheNumber) {
  const auto record = Remove({.name = "persons/zhang", .etag = "1"}, FactsWith(Registered()), kRetention, StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->person().delete_time().seconds(), 2);
  EXPECT_EQ(record->person().etag(), "2");
  EXPECT_EQ(HeldIdentity(*record), "");
}

TEST(Remove, SaysWhenThePersonGoesForGood) {
  const auto record = Remove({.name = "persons/zhang"}, FactsWith(Registered()), kRetention, StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(FromTimestamp(record->person().purge_time()), absl::FromUnixSeconds(2) + kRetention);
  EXPECT_FALSE(IsPurgeDue(*record, absl::FromUnixSeconds(1) + kRetention));
  EXPECT_TRUE(IsPurgeDue(*record, absl::FromUnixSeconds(2) + kRetention));
  EXPECT_FALSE(IsPurgeDue(Registered(), absl::InfiniteFuture()));
}

TEST(Remove, TwiceIsTheSameAsOnce) {
  const auto once = Remove({.name = "persons/zhang", .etag = "1"}, FactsWith(Registered()), kRetention, StampAt(2));
  const auto twice = Remove({.name = "persons/zhang", .etag = "1"}, FactsWith(*once), kRetention, StampAt(3));
  ASSERT_THAT(twice, IsOk());
  EXPECT_EQ(twice->SerializeAsString(), once->SerializeAsString());
}

TEST(Remove, RefusesWhatIsOldOrUnknown) {
  EXPECT_THAT(Remove({.name = "persons/zhang"}, {}, kRetention, StampAt(2)), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Remove({.name = "persons/zhang", .etag = "0"}, FactsWith(Registered()), kRetention, StampAt(2)),
              StatusIs(absl::StatusCode::kAborted));
}

TEST(Restore, TakesTheDeletionBack) {
  const auto removed = Remove({.name = "persons/zhang"}, FactsWith(Registered()), kRetention, StampAt(2));
  const auto restored = Restore({.name = "persons/zhang", .etag = "2"}, FactsWith(*removed), StampAt(3));
  ASSERT_THAT(restored, IsOk());
  EXPECT_FALSE(restored->person().has_delete_time());
  EXPECT_FALSE(restored->person().has_purge_time());
  EXPECT_EQ(HeldIdentity(*restored), HeldIdentity(Registered()));
  EXPECT_EQ(restored->sealed_private(), Registered().sealed_private());
}

TEST(Restore, NumberGivenToAnotherSinceIsRefused) {
  PersonFacts facts = FactsWith(*Remove({.name = "persons/zhang"}, FactsWith(Registered()), kRetention, StampAt(2)));
  facts.id_holder = "persons/li";
  EXPECT_THAT(Restore({.name = "persons/zhang"}, facts, StampAt(3)),
              FailsWith(absl::StatusCode::kAlreadyExists, "IDENTITY_NUMBER_TAKEN"));
}

TEST(Restore, OfWhatIsNotDeletedChangesNothing) {
  const auto record = Restore({.name = "persons/zhang", .etag = "0"}, FactsWith(Registered()), StampAt(2));
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->SerializeAsString(), Registered().SerializeAsString());
  EXPECT_THAT(Restore({.name = "persons/zhang"}, PersonFacts(), StampAt(2)), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace jiedui::registry
