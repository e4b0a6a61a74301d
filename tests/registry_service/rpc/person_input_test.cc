// SPDX-License-Identifier: Apache-2.0
// Bad input of every kind: each names its field, and changes nothing.
#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_details.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Stub = v1::PersonService::Stub;

// One registry for all: a refused request leaves nothing behind, which TearDownTestSuite checks.
class BadInput : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new RegistryServer; }
  static void TearDownTestSuite() {
    const auto persons = Call(server_->persons(), &Stub::ListPersons, v1::ListPersonsRequest());
    EXPECT_THAT(persons, IsOk());
    EXPECT_EQ(persons->persons_size(), 0);
    delete server_;
  }

  // Creating a person with one thing wrong.
  static absl::Status CreateWith(const std::function<void(v1::Person&)>& change) {
    v1::Person person = Doctor();
    change(person);
    return CreatePerson(*server_, "", person).status();
  }
  static void ExpectRefused(const std::string& field, const std::function<void(v1::Person&)>& change) {
    const absl::Status status = CreateWith(change);
    EXPECT_THAT(status, FailsWith(StatusCode::kInvalidArgument, "INVALID_FIELD")) << field;
    EXPECT_THAT(FieldProblems(status), Contains(StartsWith(field + ": "))) << status;
  }

  static RegistryServer* server_;
};

RegistryServer* BadInput::server_ = nullptr;

TEST_F(BadInput, Missing) {
  ExpectRefused("person.display_name", [](v1::Person& p) { p.clear_display_name(); });
  ExpectRefused("person.display_name", [](v1::Person& p) { p.set_display_name(" \u3000 "); });
  ExpectRefused("person.category", [](v1::Person& p) { p.clear_category(); });
  ExpectRefused("person.employments[0].organization", [](v1::Person& p) { p.add_employments(); });
  ExpectRefused("person.licences[0].kind", [](v1::Person& p) { p.add_licences(); });
  ExpectRefused("person.titles[0].title", [](v1::Person& p) { p.add_titles()->set_level(v1::TITLE_LEVEL_SENIOR); });
  ExpectRefused("person.private_fields.id_document.kind",
                [](v1::Person& p) { p.mutable_private_fields()->mutable_id_document()->clear_kind(); });
  ExpectRefused("person.private_fields.id_document.number",
                [](v1::Person& p) { p.mutable_private_fields()->mutable_id_document()->clear_number(); });
  const auto empty = Call(server_->persons(), &Stub::CreatePerson, v1::CreatePersonRequest());
  EXPECT_THAT(FieldProblems(empty.status()), Contains(StartsWith("person: ")));
}

TEST_F(BadInput, TooLong) {
  ExpectRefused("person.display_name", [](v1::Person& p) { p.set_display_name(std::string(101, 'a')); });
  ExpectRefused("person.ethnicity", [](v1::Person& p) { p.set_ethnicity(std::string(21, 'a')); });
  ExpectRefused("person.aliases[0]", [](v1::Person& p) { p.add_aliases(std::string(101, 'a')); });
  ExpectRefused("person.private_fields.mobile",
                [](v1::Person& p) { p.mutable_private_fields()->set_mobile(std::string(21, '1')); });
}

TEST_F(BadInput, LengthCountsCharactersNotBytes) {
  v1::CreatePersonRequest request;
  *request.mutable_person() = Teacher();
  for (int i = 0; i < 100; ++i) request.mutable_person()->mutable_ethnicity();
  std::string name;
  for (int i = 0; i < 100; ++i) name += "𬍛";
  request.mutable_person()->set_display_name(name);
  request.set_validate_only(true);
  EXPECT_THAT(Call(server_->persons(), &Stub::CreatePerson, request), IsOk());
}

TEST_F(BadInput, UnknownEnums) {
  ExpectRefused("person.category", [](v1::Person& p) { p.set_category(static_cast<v1::PersonCategory>(99)); });
  ExpectRefused("person.sex", [](v1::Person& p) { p.set_sex(static_cast<v1::Sex>(3)); });
  ExpectRefused("person.roles[0]", [](v1::Person& p) { p.add_roles(static_cast<v1::Role>(7)); });
  ExpectRefused("person.roles[0]", [](v1::Person& p) { p.add_roles(v1::ROLE_UNSPECIFIED); });
  ExpectRefused("person.private_fields.id_document.kind", [](v1::Person& p) {
    p.mutable_private_fields()->mutable_id_document()->set_kind(static_cast<v1::IdDocument::Kind>(-1));
  });
}

TEST_F(BadInput, Dates) {
  for (const char* date : {"2021-02-30", "2021-2-3", "20210203", "1899-12-31", "2200-01-01", "yesterday"})
    ExpectRefused("person.birth_date", [date](v1::Person& p) { p.set_birth_date(date); });
  ExpectRefused("person.licences[0].valid_to", [](v1::Person& p) {
    auto& licence = *p.add_licences();
    licence.set_kind(v1::Licence::KIND_NURSE);
    licence.set_valid_from("2021-02-01");
    licence.set_valid_to("2021-01-31");
  });
  ExpectRefused("person.employments[0].end_date", [](v1::Person& p) {
    auto& employment = *p.add_employments();
    employment.set_organization("organizations/wps");
    employment.set_start_date("2021-02-01");
    employment.set_end_date("2021-01-31");
  });
}

TEST_F(BadInput, IdentityNumbersAndPhonesAreNeverRepeated) {
  for (const char* number :
       {"990824198808088887", "990824198813088886", "5.10824E+17", "12345", "990824********8886"}) {
    const absl::Status status =
        CreateWith([number](v1::Person& p) { p.mutable_private_fields()->mutable_id_document()->set_number(number); });
    EXPECT_THAT(FieldProblems(status), Contains(StartsWith("person.private_fields.id_document.number: "))) << number;
    EXPECT_THAT(status.ToString(), Not(HasSubstr(number)));
  }
  const absl::Status status = CreateWith([](v1::Person& p) { p.mutable_private_fields()->set_mobile("23456789012"); });
  EXPECT_THAT(FieldProblems(status), Contains(StartsWith("person.private_fields.mobile: ")));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("23456789012")));
}

TEST_F(BadInput, ControlCharacters) {
  for (const std::string& name : {std::string("张\0三", 7), std::string("张\n三"), std::string("张\x7f三"),
                                  std::string("张\u202E三"), std::string("张\u0085三")})
    ExpectRefused("person.display_name", [&name](v1::Person& p) { p.set_display_name(name); });
}

TEST_F(BadInput, TooManyItems) {
  ExpectRefused("person.aliases", [](v1::Person& p) {
    for (int i = 0; i < 10'000; ++i) p.add_aliases("a");
  });
  ExpectRefused("person.employments", [](v1::Person& p) {
    for (int i = 0; i < 51; ++i) p.add_employments()->set_organization("organizations/wps");
  });
  v1::BatchGetPersonsRequest request;
  EXPECT_THAT(FieldProblems(Call(server_->persons(), &Stub::BatchGetPersons, request).status()),
              Contains(StartsWith("names: ")));
  for (int i = 0; i < 10'000; ++i) request.add_names("persons/a");
  EXPECT_THAT(FieldProblems(Call(server_->persons(), &Stub::BatchGetPersons, request).status()),
              Contains(StartsWith("names: ")));
}

TEST_F(BadInput, ManyWrongFieldsStillFitIntoTheAnswer) {
  const absl::Status status = CreateWith([](v1::Person& p) {
    for (int i = 0; i < 50; ++i) p.add_employments()->set_organization(std::string(150, 'x'));
    for (int i = 0; i < 20; ++i) p.add_licences()->set_valid_from("never");
  });
  EXPECT_THAT(status, FailsWith(StatusCode::kInvalidArgument, "INVALID_FIELD"));
}

TEST_F(BadInput, AMessageOfTwoMegabytes) {
  EXPECT_THAT(CreateWith([](v1::Person& p) { p.set_display_name(std::string(2 << 20, 'a')); }),
              StatusIs(StatusCode::kResourceExhausted));
}

TEST_F(BadInput, Ids) {
  for (const std::string& id : {std::string("Zhang"), std::string("1zhang"), std::string("zhang-"), std::string("张"),
                                std::string(64, 'a'), std::string("a/b")})
    EXPECT_THAT(FieldProblems(CreatePerson(*server_, id, Doctor()).status()), Contains(StartsWith("person_id: ")))
        << id;
  v1::CreatePersonRequest request;
  *request.mutable_person() = Doctor();
  for (const std::string& id : {std::string(65, 'a'), std::string("a b"), std::string("号")}) {
    request.set_request_id(id);
    EXPECT_THAT(FieldProblems(Call(server_->persons(), &Stub::CreatePerson, request).status()),
                Contains(StartsWith("request_id: ")));
  }
}

TEST_F(BadInput, Names) {
  for (const char* name : {"", "zhang", "people/zhang", "persons/", "persons/zhang/x", "persons/Zhang", "persons/*"}) {
    EXPECT_THAT(FieldProblems(GetPerson(*server_, name).status()), Contains(StartsWith("name: "))) << name;
    EXPECT_THAT(FieldProblems(DeletePerson(*server_, name).status()), Contains(StartsWith("name: "))) << name;
  }
}

TEST_F(BadInput, PageTokensFiltersAndSizes) {
  v1::ListPersonsRequest request;
  for (const char* token : {"x", "AAAA", "////", "令牌"}) {
    request.set_page_token(token);
    EXPECT_THAT(Call(server_->persons(), &Stub::ListPersons, request), StatusIs(StatusCode::kInvalidArgument)) << token;
  }
  request.clear_page_token();
  for (const char* filter : {"category =", "(((", "nonsense = 1", "category = NONSENSE", "birth_date ~ 1", "\"open"}) {
    request.set_filter(filter);
    EXPECT_THAT(Call(server_->persons(), &Stub::ListPersons, request),
                StatusIs(StatusCode::kInvalidArgument, HasSubstr("filter")))
        << filter;
  }
  request.set_filter(std::string(2001, 'a'));
  EXPECT_THAT(FieldProblems(Call(server_->persons(), &Stub::ListPersons, request).status()),
              Contains(StartsWith("filter: ")));
  request.clear_filter();
  request.set_page_size(-1);
  EXPECT_THAT(FieldProblems(Call(server_->persons(), &Stub::ListPersons, request).status()),
              Contains(StartsWith("page_size: ")));
}

TEST_F(BadInput, BirthInTheFuture) {
  ExpectRefused("person.birth_date", [](v1::Person& p) { p.set_birth_date("2199-12-31"); });
}

}  // namespace
}  // namespace jiedui::registry
