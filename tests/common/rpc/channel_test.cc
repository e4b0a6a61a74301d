// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/channel.h"

#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

TEST(NewChannel, ReachesAServer) {
  TestServer server;
  EXPECT_EQ(Call(*server.NewPersons(), &PersonStub::GetPerson, PersonNamed("persons/p")).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(NewChannel, TakesAnswersOfFiveMegabytes) {
  Handlers handlers;
  handlers.get = [](const auto&, const auto&) -> absl::StatusOr<Encoded> {
    v1::Person person;
    person.set_display_name(std::string(5'000'000, 'x'));
    return Encoded{person.SerializeAsString()};
  };
  TestServer server(handlers);
  const auto person = Call(*server.NewPersons(), &PersonStub::GetPerson, PersonNamed("persons/p"));
  ASSERT_TRUE(person.ok()) << person.status();
  EXPECT_EQ(person->display_name().size(), 5'000'000u);
}

TEST(NewChannel, FindsAServerThatComesBack) {
  std::string address;
  std::shared_ptr<grpc::Channel> channel;
  {
    TestServer server;
    address = server.address();
    channel = NewChannel(address);
    EXPECT_FALSE(Call(*v1::PersonService::NewStub(channel), &PersonStub::GetPerson, PersonNamed("persons/p")).ok());
  }
  ServerOptions options = QuickOptions();
  options.address = address;
  TestServer again({}, options);
  EXPECT_TRUE(channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(20)));
}

TEST(SetTimeout, EndsACall) {
  const auto channel = NewChannel("192.0.2.1:1");
  const auto stub = v1::PersonService::NewStub(channel);
  EXPECT_FALSE(Call(*stub, &PersonStub::GetPerson, PersonNamed("persons/p"), absl::Milliseconds(50)).ok());
}

}  // namespace
}  // namespace jiedui::rpc
